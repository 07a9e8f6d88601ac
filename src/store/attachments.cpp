// Attachments of messages, and uploads on their way into one.
#include "store/attachments.hpp"

#include <algorithm>

namespace balie::store::attachments {
namespace {

constexpr auto find_of_messages = db::Statement{"attachments.of_messages", R"sql(
    SELECT id, message_id, kind, voice, state, state_reason, mime, name, bytes, width, height, version
      FROM attachments
     WHERE account_id = $1 AND message_id = ANY ($2::bigint[])
     ORDER BY message_id, position, id
)sql"};

constexpr auto find_waiting = db::Statement{"attachments.find_uploads", R"sql(
    SELECT id, message_id, kind, voice, state, state_reason, mime, name, bytes, width, height, version
      FROM attachments
     WHERE account_id = $1 AND id = ANY ($2::bigint[]) AND uploaded_by_id = $3 AND message_id IS NULL AND state = 'ready'
     ORDER BY id
       FOR UPDATE
)sql"};

constexpr auto join_message = db::Statement{"attachments.join", R"sql(
    UPDATE attachments a
       SET message_id = $3, inbox_id = $2, position = g.position, version = a.version + 1
      FROM unnest($4::bigint[]) WITH ORDINALITY AS g(id, position)
     WHERE a.account_id = $1 AND a.id = g.id
)sql"};

Attachment from_row(db::Row const& row) {
    auto attachment = Attachment{row.id<Attachment>("id"), row.id<Message>("message_id")};
    attachment.kind = from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document);
    attachment.voice = row.boolean("voice");
    attachment.state = from_word<AttachmentState>(row.text("state")).value_or(AttachmentState::failed);
    attachment.state_reason = row.string("state_reason");
    attachment.mime = row.string("mime");
    attachment.name = row.string("name");
    attachment.bytes = row.maybe_integer("bytes");
    attachment.width = row.maybe_integer("width");
    attachment.height = row.maybe_integer("height");
    attachment.version = row.integer("version");
    return attachment;
}

}  // namespace

std::vector<Attachment> of_messages(db::Transaction& transaction, AccountId account,
                                    std::vector<MessageId> const& messages) {
    auto found = std::vector<Attachment>{};
    for (auto const& row : transaction.run(find_of_messages, {account, db::array(messages)})) {
        found.push_back(from_row(row));
    }
    return found;
}

Result<std::vector<Attachment>> find_uploads(db::Transaction& transaction, access::Actor const& actor,
                                             std::vector<AttachmentId> const& ids) {
    if (ids.empty()) { return std::vector<Attachment>{}; }
    auto found = std::vector<Attachment>{};
    for (auto const& row : transaction.run(find_waiting, {actor.account, db::array(ids), actor.user})) {
        found.push_back(from_row(row));
    }
    auto const place = [&](Attachment const& each) { return std::ranges::find(ids, each.id) - ids.begin(); };
    std::ranges::sort(found, {}, place);
    if (found.size() != ids.size()) {
        return Error{ErrorCode::unprocessable, "an attachment is not there, not yours, or used already",
                     "no_such_attachment", "attachment_ids"};
    }
    return found;
}

void join(db::Transaction& transaction, AccountId account, InboxId inbox, MessageId message,
          std::vector<AttachmentId> const& ids) {
    if (ids.empty()) { return; }
    transaction.run(join_message, {account, inbox, message, db::array(ids)});
}

}  // namespace balie::store::attachments
