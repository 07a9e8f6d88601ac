// States of attachments: the row that shows it (message, or address) is changed first, then the attachment's.
#include "store/media_files.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

namespace balie::store::media_files {
namespace {

constexpr auto find_accounts = db::Statement{"media_files.accounts_due", R"sql(
    SELECT account_id
      FROM directory_media($1)
)sql"};

// The choice stands before the UPDATE: in its FROM it may be made once for each row, and take more than the limit.
constexpr auto take_due = db::Statement{"media_files.take", R"sql(
    WITH due AS MATERIALIZED (
        SELECT id
          FROM attachments
         WHERE account_id = $1 AND state = 'pending' AND due_at <= $3
           AND (lease_until IS NULL OR lease_until < $3)
         ORDER BY due_at
         LIMIT $2
           FOR UPDATE SKIP LOCKED
    )
    UPDATE attachments a
       SET lease_until = $4, tries = a.tries + 1
      FROM due d
     WHERE a.account_id = $1 AND a.id = d.id
    RETURNING a.id, a.message_id, a.inbox_id, a.kind, a.voice, a.mime, a.name, a.source, a.tries, a.created_at, a.identity_id
)sql"};

constexpr auto raise_message = db::Statement{"media_files.raise_message", R"sql(
    UPDATE messages m
       SET version = m.version + 1
      FROM attachments a
     WHERE a.account_id = $1 AND a.id = $2 AND a.state = 'pending' AND m.account_id = $1 AND m.id = a.message_id
    RETURNING m.id
)sql"};

// The new picture takes the place of the former one, which goes with the next round that removes files.
constexpr auto show_picture = db::Statement{"media_files.show_picture", R"sql(
    UPDATE contact_identities i
       SET picture_id = $2
      FROM (SELECT o.id, o.picture_id
              FROM attachments a
              JOIN contact_identities o ON o.account_id = a.account_id AND o.id = a.identity_id
             WHERE a.account_id = $1 AND a.id = $2 AND a.state = 'pending' AND o.retired_at IS NULL
               FOR NO KEY UPDATE OF o) was
     WHERE i.account_id = $1 AND i.id = was.id
    RETURNING i.contact_id, was.picture_id AS former
)sql"};

constexpr auto retire_picture = db::Statement{"media_files.retire_picture", R"sql(
    UPDATE attachments
       SET identity_id = NULL, source = NULL, due_at = now()
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto raise_contact = db::Statement{"media_files.raise_contact", R"sql(
    UPDATE contacts
       SET version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto delete_picture = db::Statement{"media_files.delete_picture", R"sql(
    DELETE FROM attachments
     WHERE account_id = $1 AND id = $2 AND identity_id IS NOT NULL AND state IN ('failed', 'refused')
)sql"};

constexpr auto find_place = db::Statement{"media_files.place", R"sql(
    SELECT m.id, m.conversation_id, c.inbox_id, c.team_id, c.assignee_id
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
     WHERE m.account_id = $1 AND m.id = $2
)sql"};

constexpr auto set_ready = db::Statement{"media_files.ready", R"sql(
    UPDATE attachments
       SET state = 'ready', state_reason = NULL, file = $3, mime = $4, bytes = $5, width = $6, height = $7, sha256 = $8,
           kind = coalesce($9, kind), due_at = NULL, lease_until = NULL, version = version + 1
     WHERE account_id = $1 AND id = $2 AND state = 'pending'
)sql"};

constexpr auto set_ended = db::Statement{"media_files.give_up", R"sql(
    UPDATE attachments
       SET state = $3, state_reason = $4, due_at = NULL, lease_until = NULL, version = version + 1
     WHERE account_id = $1 AND id = $2 AND state = 'pending'
)sql"};

constexpr auto set_later = db::Statement{"media_files.put_off", R"sql(
    UPDATE attachments
       SET state_reason = $3, due_at = $4, lease_until = NULL
     WHERE account_id = $1 AND id = $2 AND state = 'pending'
)sql"};

InboundAttachment source_from(db::Row const& row) {
    auto attachment = InboundAttachment{};
    attachment.kind = from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document);
    attachment.voice = row.boolean("voice");
    attachment.mime = row.string("mime");
    attachment.name = row.string("name");
    auto const source = nlohmann::json::parse(row.text("source"), nullptr, false);
    if (!source.is_object()) { return attachment; }
    attachment.media_id = source.value("media_id", "");
    attachment.url = source.value("url", "");
    auto const digest = source.value("sha256", "");
    constexpr auto hex_length = std::size_t{64};
    attachment.sha256 = (digest.size() == hex_length ? from_hex(digest) : from_base64(digest)).value_or("");
    return attachment;
}

Error no_longer_pending() { return {ErrorCode::not_found, "the attachment is no longer awaited"}; }

std::optional<MessageId> raise(db::Transaction& transaction, AccountId account, AttachmentId id) {
    auto const rows = transaction.run(raise_message, {account, id});
    return rows.empty() ? std::nullopt : std::optional{rows.front().id<Message>("id")};
}

std::optional<Shown> place_of(db::Transaction& transaction, AccountId account,
                              std::optional<MessageId> message) {
    if (!message) { return std::nullopt; }
    auto const rows = transaction.run(find_place, {account, *message});
    auto const row = rows.front();
    return Shown{*message, row.id<Conversation>("conversation_id"), row.id<Inbox>("inbox_id"),
                 row.id<Team>("team_id"), row.id<User>("assignee_id")};
}

}  // namespace

std::filesystem::path path_of(std::filesystem::path const& folder, std::string_view file) {
    return folder / file.substr(0, 2) / file;
}

std::vector<AccountId> accounts_due(db::Transaction& transaction, Time now) {
    auto accounts = std::vector<AccountId>{};
    for (auto const& row : transaction.run(find_accounts, {now})) {
        accounts.push_back(row.id<Account>("account_id"));
    }
    return accounts;
}

std::vector<Pending> take(db::Transaction& transaction, AccountId account, std::int64_t count, Time now,
                          Time lease_until) {
    auto taken = std::vector<Pending>{};
    for (auto const& row : transaction.run(take_due, {account, count, now, lease_until})) {
        taken.push_back(Pending{row.id<Attachment>("id"), row.id<Message>("message_id"),
                                row.id<Inbox>("inbox_id"), row.integer("tries"), row.time("created_at"),
                                source_from(row), row.id<ContactIdentity>("identity_id")});
    }
    return taken;
}

Result<std::optional<Shown>> ready(db::Transaction& transaction, AccountId account, AttachmentId id,
                                   Kept const& kept) {
    auto const message = raise(transaction, account, id);
    auto const kind = kept.kind ? db::Param{to_word(*kept.kind)} : db::Param{std::nullopt};
    auto const changed = transaction.run(set_ready, {account, id, kept.file, kept.mime, kept.bytes,
                                                     kept.width, kept.height, db::bytea(kept.sha256), kind});
    if (changed.affected() == 0) { return no_longer_pending(); }
    return place_of(transaction, account, message);
}

Result<std::optional<Shown>> ready_picture(db::Transaction& transaction, AccountId account, AttachmentId id,
                                           Kept const& kept) {
    auto const shown = transaction.run(show_picture, {account, id});
    auto const kind = db::Param{to_word(AttachmentKind::image)};
    auto const changed = transaction.run(set_ready, {account, id, kept.file, kept.mime, kept.bytes,
                                                     kept.width, kept.height, db::bytea(kept.sha256), kind});
    if (changed.affected() == 0) { return no_longer_pending(); }
    if (shown.empty()) {  // whose it was is gone
        transaction.run(retire_picture, {account, id});
        return std::optional<Shown>{};
    }
    auto const row = shown.front();
    if (!row.is_null("former")) { transaction.run(retire_picture, {account, row.id<Attachment>("former")}); }
    auto place = Shown{};
    place.contact = row.id<Contact>("contact_id");
    transaction.run(raise_contact, {account, place.contact});
    return std::optional{place};
}

std::optional<Shown> give_up(db::Transaction& transaction, AccountId account, AttachmentId id,
                             AttachmentState state, std::string_view reason) {
    auto const message = raise(transaction, account, id);
    auto const changed = transaction.run(set_ended, {account, id, to_word(state), reason});
    transaction.run(delete_picture, {account, id});
    return changed.affected() == 1 ? place_of(transaction, account, message) : std::nullopt;
}

void put_off(db::Transaction& transaction, AccountId account, AttachmentId id, std::string_view reason,
             Time due_at) {
    transaction.run(set_later, {account, id, reason, due_at});
}

}  // namespace balie::store::media_files
