// Files that users bring, and files as they are served.
#include "store/contacts.hpp"
#include "store/media_files.hpp"

namespace balie::store::media_files {
namespace {

constexpr auto insert_file = db::Statement{"media_files.insert_upload", R"sql(
    INSERT INTO attachments (account_id, id, kind, state, mime, name, bytes, width, height, sha256, file,
                             uploaded_by_id, due_at)
    VALUES ($1, nextval('attachment_ids'), $2, 'ready', $3, $4, $5, $6, $7, $8, $9, $10, $11)
    RETURNING id
)sql"};

constexpr auto sum_waiting = db::Statement{"media_files.waiting_bytes", R"sql(
    SELECT coalesce(sum(bytes), 0)::bigint AS bytes
      FROM attachments
     WHERE account_id = $1 AND uploaded_by_id = $2 AND message_id IS NULL
)sql"};

constexpr auto find_file = db::Statement{"media_files.find", R"sql(
    SELECT a.file, a.mime, a.name, a.kind, a.bytes, a.sha256, a.width, a.height, a.uploaded_by_id, a.message_id,
           c.inbox_id, c.team_id, c.assignee_id,
           (SELECT i.contact_id FROM contact_identities i
             WHERE i.account_id = a.account_id AND i.id = a.identity_id AND i.picture_id = a.id) AS contact_id
      FROM attachments a
      LEFT JOIN messages m ON m.account_id = a.account_id AND m.id = a.message_id
      LEFT JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
     WHERE a.account_id = $1 AND a.id = $2 AND a.state = 'ready' AND a.file IS NOT NULL AND m.deleted_at IS NULL
)sql"};

constexpr auto delete_orphans = db::Statement{"media_files.remove_orphans", R"sql(
    DELETE FROM attachments a
     WHERE a.account_id = $1 AND a.state = 'ready' AND a.due_at <= $2 AND a.message_id IS NULL
       AND NOT EXISTS (SELECT FROM drafts d WHERE d.account_id = $1 AND a.id = ANY (d.attachment_ids))
    RETURNING a.file
)sql"};

// What a message took needs no more looking after; what a draft holds is looked at again a day later.
constexpr auto keep_others = db::Statement{"media_files.keep_others", R"sql(
    UPDATE attachments a
       SET due_at = CASE WHEN a.message_id IS NULL THEN $2::timestamptz + interval '1 day' END
     WHERE a.account_id = $1 AND a.state = 'ready' AND a.due_at <= $2
)sql"};

bool may_see(db::Transaction& transaction, access::Actor const& actor, db::Row const& row) {
    if (!row.is_null("contact_id")) {
        return !contacts::visible_among(transaction, actor, {row.id<Contact>("contact_id")}).empty();
    }
    if (row.is_null("message_id")) { return row.id<User>("uploaded_by_id") == actor.user; }
    auto const place =
        access::Place{row.id<Inbox>("inbox_id"), row.id<Team>("team_id"), row.id<User>("assignee_id")};
    return access::may_see(actor, place);
}

}  // namespace

Attachment insert_upload(db::Transaction& transaction, access::Actor const& actor, AttachmentKind kind,
                         std::string const& name, Kept const& kept, Time expires_at) {
    auto const rows = transaction.run(
        insert_file, {actor.account, to_word(kind), kept.mime, name, kept.bytes, kept.width, kept.height,
                      db::bytea(kept.sha256), kept.file, actor.user, expires_at});
    auto attachment = Attachment{rows.front().id<Attachment>("id"), MessageId{}, kind};
    attachment.state = AttachmentState::ready;
    attachment.mime = kept.mime;
    attachment.name = name;
    attachment.bytes = kept.bytes;
    attachment.width = kept.width;
    attachment.height = kept.height;
    return attachment;
}

std::int64_t waiting_bytes(db::Transaction& transaction, access::Actor const& actor) {
    return transaction.run(sum_waiting, {actor.account, actor.user}).front().integer("bytes");
}

Served served_from(db::Row const& row) {
    auto served = Served{row.string("file"), row.string("mime"), row.string("name")};
    served.kind = from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document);
    served.bytes = row.integer("bytes");
    served.sha256 = row.bytes("sha256");
    if (!row.is_null("width")) { served.width = row.integer("width"); }
    if (!row.is_null("height")) { served.height = row.integer("height"); }
    return served;
}

Result<Served> find(db::Transaction& transaction, access::Actor const& actor, AttachmentId id) {
    auto const rows = transaction.run(find_file, {actor.account, id});
    if (rows.empty() || !may_see(transaction, actor, rows.front())) {
        return Error{ErrorCode::not_found, "no such attachment"};
    }
    return served_from(rows.front());
}

std::vector<std::string> remove_orphans(db::Transaction& transaction, AccountId account, Time now) {
    auto files = std::vector<std::string>{};
    for (auto const& row : transaction.run(delete_orphans, {account, now})) {
        files.push_back(row.string("file"));
    }
    transaction.run(keep_others, {account, now});
    return files;
}

}  // namespace balie::store::media_files
