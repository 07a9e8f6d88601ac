// Messages that a program of the organisation brings by the API, and the files that go with them.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/media_files.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <string>
#include <vector>

namespace balie::store::brought_messages {

struct Upload {
    AttachmentId id;
    std::string file;  // its random name
    std::string mime;
    std::string name;
};
// Those of the user's uploads that wait for a message; what is not there is left out.
std::vector<Upload> uploads(db::Transaction& transaction, access::Actor const& actor,
                            std::vector<AttachmentId> const& ids);

struct Stored {
    std::string external_id;
    MessageId message;
    ConversationId conversation;
};
std::vector<Stored> by_external_ids(db::Transaction& transaction, AccountId account, InboxId inbox,
                                    std::vector<std::string> const& external_ids);

// A file of an outgoing message of this inbox. Error: not_found.
Result<media_files::Served> sent_file(db::Transaction& transaction, AccountId account, InboxId inbox,
                                      AttachmentId id);

}  // namespace balie::store::brought_messages
