// Who else gets an answer by mail: whom the agent chose, of those whom the thread names.
#pragma once

#include "desk/reply.hpp"
#include "store/conversation_standing.hpp"

#include <balie/base/result.hpp>

#include <string>

namespace balie::desk {

// What stands in the message for a mail, as a JSON object; empty: nothing. Inboxes of the account and the one who is
// answered are left out. Errors: unprocessable (not_of_the_thread, ill_typed).
Result<std::string> mail_content(db::Transaction& transaction, AccountId account,
                                 store::conversations::Standing const& standing, Reply const& reply);

}  // namespace balie::desk
