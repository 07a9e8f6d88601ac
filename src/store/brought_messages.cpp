#include "store/brought_messages.hpp"

namespace balie::store::brought_messages {
namespace {

constexpr auto find_uploads = db::Statement{"brought_messages.uploads", R"sql(
    SELECT id, file, mime, name
      FROM attachments
     WHERE account_id = $1 AND uploaded_by_id = $2 AND id = ANY ($3::bigint[]) AND message_id IS NULL
       AND state = 'ready' AND file IS NOT NULL
)sql"};

constexpr auto find_stored = db::Statement{"brought_messages.by_external_ids", R"sql(
    SELECT external_id, id, conversation_id
      FROM messages
     WHERE account_id = $1 AND inbox_id = $2 AND external_id = ANY ($3::text[])
)sql"};

constexpr auto find_sent_file = db::Statement{"brought_messages.sent_file", R"sql(
    SELECT a.file, a.mime, a.name, a.kind, a.bytes, a.sha256, a.width, a.height
      FROM attachments a
      JOIN messages m ON m.account_id = a.account_id AND m.id = a.message_id
     WHERE a.account_id = $1 AND a.id = $3 AND a.state = 'ready' AND a.file IS NOT NULL
       AND m.inbox_id = $2 AND m.direction = 'out' AND m.kind = 'message' AND m.deleted_at IS NULL
)sql"};

}  // namespace

std::vector<Upload> uploads(db::Transaction& transaction, access::Actor const& actor,
                            std::vector<AttachmentId> const& ids) {
    auto found = std::vector<Upload>{};
    if (ids.empty()) { return found; }
    for (auto const& row : transaction.run(find_uploads, {actor.account, actor.user, db::array(ids)})) {
        found.push_back(
            Upload{row.id<Attachment>("id"), row.string("file"), row.string("mime"), row.string("name")});
    }
    return found;
}

std::vector<Stored> by_external_ids(db::Transaction& transaction, AccountId account, InboxId inbox,
                                    std::vector<std::string> const& external_ids) {
    auto found = std::vector<Stored>{};
    if (external_ids.empty()) { return found; }
    for (auto const& row : transaction.run(find_stored, {account, inbox, db::array(external_ids)})) {
        found.push_back(Stored{row.string("external_id"), row.id<Message>("id"),
                               row.id<Conversation>("conversation_id")});
    }
    return found;
}

Result<media_files::Served> sent_file(db::Transaction& transaction, AccountId account, InboxId inbox,
                                      AttachmentId id) {
    auto const rows = transaction.run(find_sent_file, {account, inbox, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such file"}; }
    return media_files::served_from(rows.front());
}

}  // namespace balie::store::brought_messages
