// What somebody typed into the search box, as the lists can look it up by index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::desk {

struct Search {
    std::string name_prefix = {};             // begins the contact's name
    std::string phone_prefix = {};            // digits that begin the number, with the country's code
    std::string email = {};                   // a whole address, as email_key makes it
    std::optional<std::int64_t> number = {};  // of the conversation
};

// "#12" and "12" may be a conversation's number; "+31 6 12", "0031612" and "06-12" a phone's beginning; all else, and
// what has a letter in it, a name's, and a whole e-mail address that, too. A number without a country's code is one of
// `country`.
Search search_of(std::string_view typed, std::string_view country);

}  // namespace balie::desk
