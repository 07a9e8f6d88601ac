// What a change of an inbox means for the visitors who are on its stream.
#pragma once

#include "client/visitor_socket.hpp"

#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

namespace balie::client {

// After the inbox changed: whoever may no longer be there is sent away, all with one look at the database. On the
// fan-out thread, as the parts are.
Task<void> recheck_inbox(StreamParts* parts, AccountId account, InboxId inbox);

// After news may have been missed: the same for every inbox in which somebody is.
Task<void> recheck_inboxes(StreamParts* parts);

}  // namespace balie::client
