// A question of the search box as the store can answer it: names become ids, words their stems.
#pragma once

#include "access/actor.hpp"
#include "desk/search_question.hpp"
#include "store/search.hpp"

#include <balie/base/result.hpp>

#include <string>
#include <vector>

namespace balie::desk {

struct Finding {
    store::search::Question question = {};
    std::vector<std::string> lexemes = {};  // to be shown in what is found
};

// Error: unprocessable, of field q, for an operator whose value names nothing that the actor knows.
Result<Finding> finding_of(db::Transaction& transaction, access::Actor const& actor,
                           SearchQuestion const& asked);

// Contacts whose name, e-mail address or user name was typed, also with a letter wrong, the nearest first; and those whose
// number begins so. At most `limit` that the actor may see.
std::vector<ContactId> contacts_called(db::Transaction& transaction, access::Actor const& actor,
                                       std::string const& typed, std::size_t limit);

}  // namespace balie::desk
