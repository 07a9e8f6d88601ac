// What a template says once its parameters are filled in: for the thread and the list.
#pragma once

#include "db/transaction.hpp"
#include "desk/reply.hpp"

#include <string>
#include <string_view>

namespace balie::desk {

// The body as the platform listed it, filled in; the template's name when it was not listed.
std::string template_text(db::Transaction& transaction, AccountId account, InboxId inbox,
                          ReplyTemplate const& sent);

// `listed`: components as the platform lists them; `sent`: components with parameters. Both JSON arrays.
// A variable is {{1}} or {{name}}; one without a parameter stays as it is.
std::string filled_body(std::string_view listed, std::string_view sent);

// Every word that was filled in, wherever the platform shows it, one in a line.
std::string filled_in(std::string_view sent);

}  // namespace balie::desk
