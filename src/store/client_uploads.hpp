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

// Keeps them for the message of this external id. Error: unprocessable, when one is not there, not this session's, not
// ready, or goes with another message.
Result<std::vector<Upload>> hold(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<AttachmentId> const& ids, std::string const& external_id);

// How many bytes may wait for a message; a file counts for 64 KiB at least.
struct Bounds {
    std::int64_t of_session = 0;
    std::int64_t of_inbox = 0;
};
// An upload that was kept becomes this session's, in the transaction that wrote its row. The bound of a session is
// exact, that of an inbox as exact as uploads of several sessions at the same moment let it be. Errors: unprocessable
// and throttled when one is passed; unauthenticated.
Result<void> claim(db::Transaction& transaction, ClientSession const& session, AttachmentId id,
                   Bounds const& bounds);

// A file of a message that the visitor may see, or an upload of this session. Error: not_found.
Result<media_files::Served> served(db::Transaction& transaction, ClientSession const& session,
                                   AttachmentId id);

// Fills the contact's e-mail and phone where they are empty; true when something changed.
bool fill_addresses(db::Transaction& transaction, ClientSession const& session, ContactId contact);

}  // namespace balie::store::client_uploads
