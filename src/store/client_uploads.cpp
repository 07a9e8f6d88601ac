#include "store/client_uploads.hpp"

#include "store/client_messages.hpp"

#include <algorithm>

namespace balie::store::client_uploads {
namespace {

constexpr auto counted_bytes_min = std::int64_t{64} << 10U;

// Locked in the order of their numbers, for two messages may name the same files.
constexpr auto hold_uploads = db::Statement{"client_uploads.hold", R"sql(
    WITH named AS (
        SELECT id
          FROM attachments
         WHERE account_id = $1 AND client_session_id = $2 AND id = ANY ($3::bigint[]) AND message_id IS NULL
           AND state = 'ready' AND file IS NOT NULL
         ORDER BY id
           FOR NO KEY UPDATE)
    UPDATE attachments a
       SET goes_with = $4
      FROM named n
     WHERE a.account_id = $1 AND a.id = n.id AND (a.goes_with IS NULL OR a.goes_with = $4)
    RETURNING a.id, a.kind, a.mime, a.name, a.file
)sql"};

// Two uploads of a session at once wait for one another here, so that each counts the other.
constexpr auto lock_session = db::Statement{"client_uploads.lock_session", R"sql(
    SELECT id
      FROM client_sessions
     WHERE account_id = $1 AND id = $2
       FOR NO KEY UPDATE
)sql"};

// A small file costs a place on the disk, and a row, all the same.
constexpr auto sum_waiting = db::Statement{"client_uploads.waiting", R"sql(
    SELECT coalesce(sum(greatest(bytes, $4)) FILTER (WHERE client_session_id = $2), 0)::bigint AS of_session,
           coalesce(sum(greatest(bytes, $4)), 0)::bigint AS of_inbox
      FROM attachments
     WHERE account_id = $1 AND inbox_id = $3 AND client_session_id IS NOT NULL AND message_id IS NULL
)sql"};

constexpr auto claim_upload = db::Statement{"client_uploads.claim", R"sql(
    UPDATE attachments
       SET client_session_id = $2, inbox_id = $3
     WHERE account_id = $1 AND id = $4
)sql"};

constexpr auto find_file = db::Statement{"client_uploads.served", R"sql(
    SELECT file, mime, name, kind, bytes, sha256, width, height, message_id, client_session_id
      FROM attachments
     WHERE account_id = $1 AND id = $2 AND state = 'ready' AND file IS NOT NULL
)sql"};

constexpr auto fill_contact = db::Statement{"client_uploads.fill_addresses", R"sql(
    UPDATE contacts
       SET email = coalesce(email, nullif($3, '')), phone = coalesce(phone, nullif($4, '')), version = version + 1
     WHERE account_id = $1 AND id = $2 AND erased_at IS NULL AND ((email IS NULL AND $3 <> '') OR (phone IS NULL AND $4 <> ''))
)sql"};

Upload from_row(db::Row const& row) {
    return Upload{row.id<Attachment>("id"),
                  from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document),
                  row.string("mime"), row.string("name"), row.string("file")};
}

}  // namespace

Result<std::vector<Upload>> hold(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<AttachmentId> const& ids, std::string const& external_id) {
    auto found = std::vector<Upload>{};
    if (ids.empty()) { return found; }
    for (auto const& row :
         transaction.run(hold_uploads, {session.account, session.id, db::array(ids), external_id})) {
        found.push_back(from_row(row));
    }
    std::ranges::sort(found, {}, [&](Upload const& each) { return std::ranges::find(ids, each.id); });
    if (found.size() != ids.size()) {
        return Error{ErrorCode::unprocessable, "an attachment is not there, not yours, or in another message",
                     "no_such_attachment", "attachment_ids"};
    }
    return found;
}

Result<void> claim(db::Transaction& transaction, ClientSession const& session, AttachmentId id,
                   Bounds const& bounds) {
    if (transaction.run(lock_session, {session.account, session.id}).empty()) {
        return Error{ErrorCode::unauthenticated, "no such visitor", "visitor_token"};
    }
    transaction.run(claim_upload, {session.account, session.id, session.inbox, id});
    auto const rows =
        transaction.run(sum_waiting, {session.account, session.id, session.inbox, counted_bytes_min});
    if (rows.front().integer("of_session") > bounds.of_session) {
        return Error{ErrorCode::unprocessable, "too many of your files wait for a message", "quota_exceeded",
                     "file"};
    }
    if (rows.front().integer("of_inbox") > bounds.of_inbox) {
        return Error{ErrorCode::throttled,
                     "too many files of visitors wait for their messages: come back later", "inbox_full"};
    }
    return {};
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
    return media_files::served_from(row);
}

bool fill_addresses(db::Transaction& transaction, ClientSession const& session, ContactId contact) {
    return transaction.run(fill_contact, {session.account, contact, session.email, session.phone})
               .affected() == 1;
}

}  // namespace balie::store::client_uploads
