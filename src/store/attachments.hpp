// Attachments as messages show them, and how an upload joins its message.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/attachment.hpp>

#include <vector>

namespace balie::store::attachments {

// Of all these messages, by message and position.
std::vector<Attachment> of_messages(db::Transaction& transaction, AccountId account,
                                    std::vector<MessageId> const& messages);

// Uploads of this user that still wait for a message, in the order of the ids.
// Error: unprocessable, field attachment_ids, when one is not there, not theirs, not ready, or in a message already.
Result<std::vector<Attachment>> find_uploads(db::Transaction& transaction, access::Actor const& actor,
                                             std::vector<AttachmentId> const& ids);

// Puts the uploads into the message, in this order.
void join(db::Transaction& transaction, AccountId account, InboxId inbox, MessageId message,
          std::vector<AttachmentId> const& ids);

}  // namespace balie::store::attachments
