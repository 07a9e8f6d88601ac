// Files that visitors bring, and the addresses that they type in.
#pragma once

#include "store/client_sessions.hpp"
#include "store/media_files.hpp"

#include <vector>

namespace balie::store::client_uploads {

using client_sessions::ClientSession;

// A file that waits for its message.
struct Upload {
    AttachmentId id;
    AttachmentKind kind = AttachmentKind::document;
    std::string mime = {};
    std::string name = {};
    std::string file = {};  // its random name
};

// Error: unprocessable, when one is not there, not this session's, or not ready.
Result<std::vector<Upload>> find(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<AttachmentId> const& ids);

// Bytes of this session's uploads that are kept at the moment.
std::int64_t waiting_bytes(db::Transaction& transaction, ClientSession const& session);
// An upload that was kept becomes this session's.
void claim(db::Transaction& transaction, ClientSession const& session, AttachmentId id);

// A file of a message that the visitor may see, or an upload of this session. Error: not_found.
Result<media_files::Served> served(db::Transaction& transaction, ClientSession const& session,
                                   AttachmentId id);

// Fills the contact's e-mail and phone where they are empty; true when something changed.
bool fill_addresses(db::Transaction& transaction, ClientSession const& session, ContactId contact);

}  // namespace balie::store::client_uploads
