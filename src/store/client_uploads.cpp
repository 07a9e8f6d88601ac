#include "store/client_uploads.hpp"

#include "store/client_messages.hpp"

#include <algorithm>

namespace balie::store::client_uploads {
namespace {

constexpr auto find_uploads = db::Statement{"client_uploads.find", R"sql(
    SELECT id, kind, mime, name, file
      FROM attachments
     WHERE account_id = $1 AND client_session_id = $2 AND id = ANY ($3::bigint[]) AND message_id IS NULL
       AND state = 'ready' AND file IS NOT NULL
)sql"};

constexpr auto sum_waiting = db::Statement{"client_uploads.waiting_bytes", R"sql(
    SELECT coalesce(sum(bytes), 0)::bigint AS bytes
      FROM attachments
     WHERE account_id = $1 AND client_session_id = $2 AND message_id IS NULL
)sql"};

constexpr auto claim_upload = db::Statement{"client_uploads.claim", R"sql(
    UPDATE attachments
       SET client_session_id = $2, inbox_id = $3
     WHERE account_id = $1 AND id = $4
)sql"};

constexpr auto find_file = db::Statement{"client_uploads.served", R"sql(
    SELECT file, mime, name, kind, bytes, sha256, message_id, client_session_id
      FROM attachments
     WHERE account_id = $1 AND id = $2 AND state = 'ready' AND file IS NOT NULL
)sql"};

constexpr auto fill_contact = db::Statement{"client_uploads.fill_addresses", R"sql(
    UPDATE contacts
       SET email = coalesce(email, nullif($3, '')), phone = coalesce(phone, nullif($4, '')), version = version + 1
     WHERE account_id = $1 AND id = $2 AND ((email IS NULL AND $3 <> '') OR (phone IS NULL AND $4 <> ''))
)sql"};

Upload from_row(db::Row const& row) {
    return Upload{row.id<Attachment>("id"),
                  from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document),
                  row.string("mime"), row.string("name"), row.string("file")};
}

}  // namespace

Result<std::vector<Upload>> find(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<AttachmentId> const& ids) {
    auto found = std::vector<Upload>{};
    if (ids.empty()) { return found; }
    for (auto const& row : transaction.run(find_uploads, {session.account, session.id, db::array(ids)})) {
        found.push_back(from_row(row));
    }
    std::ranges::sort(found, {}, [&](Upload const& each) { return std::ranges::find(ids, each.id); });
    if (found.size() != ids.size()) {
        return Error{ErrorCode::unprocessable, "an attachment is not there, or not yours",
                     "no_such_attachment", "attachment_ids"};
    }
    return found;
}

std::int64_t waiting_bytes(db::Transaction& transaction, ClientSession const& session) {
    return transaction.run(sum_waiting, {session.account, session.id}).front().integer("bytes");
}

void claim(db::Transaction& transaction, ClientSession const& session, AttachmentId id) {
    transaction.run(claim_upload, {session.account, session.id, session.inbox, id});
}

Result<media_files::Served> served(db::Transaction& transaction, ClientSession const& session,
                                   AttachmentId id) {
    auto const absent = Error{ErrorCode::not_found, "no such attachment"};
    auto const rows = transaction.run(find_file, {session.account, id});
    if (rows.empty()) { return absent; }
    auto const row = rows.front();
    auto const message = row.id<Message>("message_id");
    auto const is_own = row.id<client_sessions::ClientSession>("client_session_id") == session.id && !message;
    if (!is_own) {
        if (!message) { return absent; }
        auto const seen = client_messages::among(transaction, session, {message});
        if (seen.empty() || seen.front().message.deleted_at) { return absent; }
    }
    return media_files::Served{
        row.string("file"),   row.string("mime"),
        row.string("name"),   from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document),
        row.integer("bytes"), row.bytes("sha256")};
}

bool fill_addresses(db::Transaction& transaction, ClientSession const& session, ContactId contact) {
    return transaction.run(fill_contact, {session.account, contact, session.email, session.phone})
               .affected() == 1;
}

}  // namespace balie::store::client_uploads
