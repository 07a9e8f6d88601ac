// Attachments on their way from a platform or a browser to a file of ours.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <balie/domain/attachment.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::media_files {

// Where a file lies: its random name below a folder of its first two characters.
std::filesystem::path path_of(std::filesystem::path const& folder, std::string_view file);

// A file that a platform still holds for us.
struct Pending {
    AttachmentId id;
    MessageId message;
    InboxId inbox;
    std::int64_t tries = 0;  // this one included
    Time created_at{};
    InboundAttachment source = {};
    ContactIdentityId identity = {};  // whose picture it is; then there is no message
};

// Accounts with something to fetch, or with uploads whose time is over.
std::vector<AccountId> accounts_due(db::Transaction& transaction, Time now);

// Takes what is due to be fetched, and keeps others off it until the lease is over.
std::vector<Pending> take(db::Transaction& transaction, AccountId account, std::int64_t count, Time now,
                          Time lease_until);

// What a file turned out to be.
struct Kept {
    std::string file;  // its random name
    std::string mime;  // of its bytes
    std::int64_t bytes = 0;
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
    std::string sha256 = {};                  // raw digest
    std::optional<AttachmentKind> kind = {};  // when it is another than was said
};

// A message that shows something new, and where its conversation stands; or a contact with a new picture.
struct Shown {
    MessageId message;
    ConversationId conversation;
    InboxId inbox;
    TeamId team;
    UserId assignee;
    ContactId contact = {};
};

// How a fetch ended. Each answers what shows it, or nothing when it shows nowhere. Error: not_found, when the attachment is
// gone or no longer pending (it was erased, or somebody else was first): then the file is nobody's.
Result<std::optional<Shown>> ready(db::Transaction& transaction, AccountId account, AttachmentId id,
                                   Kept const& kept);
// The same of a customer's picture; the former one is nobody's from then on.
Result<std::optional<Shown>> ready_picture(db::Transaction& transaction, AccountId account, AttachmentId id,
                                           Kept const& kept);
// Nothing also when it is no longer pending.
std::optional<Shown> give_up(db::Transaction& transaction, AccountId account, AttachmentId id,
                             AttachmentState state, std::string_view reason);
void put_off(db::Transaction& transaction, AccountId account, AttachmentId id, std::string_view reason,
             Time due_at);

// A file that a user brought, waiting for its message.
Attachment insert_upload(db::Transaction& transaction, access::Actor const& actor, AttachmentKind kind,
                         std::string const& name, Kept const& kept, Time expires_at);

// Bytes of this user's uploads that no message carries yet.
std::int64_t waiting_bytes(db::Transaction& transaction, access::Actor const& actor);

// A file to be served: of a message in a conversation that the actor may see, or their own upload. Error: not_found,
// also while there is no file yet.
struct Served {
    std::string file;
    std::string mime;
    std::string name;
    AttachmentKind kind = AttachmentKind::document;
    std::int64_t bytes = 0;
    std::string sha256 = {};
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
};
Result<Served> find(db::Transaction& transaction, access::Actor const& actor, AttachmentId id);

// Of a row with file, mime, name, kind, bytes, sha256, width and height.
Served served_from(db::Row const& row);

// Uploads that no message took in time (a draft keeps them): removes their rows, answers the files to be deleted.
std::vector<std::string> remove_orphans(db::Transaction& transaction, AccountId account, Time now);

}  // namespace balie::store::media_files
