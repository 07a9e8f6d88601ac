// The view of a conversation: one statement for whatever shows one.
#include "store/conversations.hpp"

#include "store/public_posts.hpp"
#include "store/settings_json.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace balie::store::conversations {
namespace {

// One row of each table for a conversation (LATERAL, LIMIT 1): whatever the statistics say, no table is read whole. The
// planner does not see how many are asked for (SELECT $2): one plan serves all, where planning took longer than reading.
constexpr auto find_conversations = db::Statement{"conversations.find_many", R"sql(
    SELECT c.id, c.number, c.inbox_id, i.channel, CASE WHEN i.channel = 'twilio' THEN i.settings END AS inbox_settings, c.public, c.status, c.snoozed_until, c.priority, c.assignee_id,
           c.team_id, c.merged_into_id, c.unread_count, c.waiting_since, c.last_activity_at, c.last_inbound_at, c.window_closed_at, c.post, c.sentiment, c.version, c.created_at,
           c.due_at, c.promise_at, c.promise_note, c.promise_user_id, c.promise_kept_at,
           c.failed_message_id IS NOT NULL AS sending_failed, c.attributes,
           EXISTS (SELECT FROM messages a WHERE a.account_id = $1 AND a.conversation_id = c.id
                      AND a.status = 'awaiting_approval') AS awaiting_approval,
           c.first_response_due_at, c.next_response_due_at, c.resolution_due_at,
           coalesce(least(c.first_response_due_at, c.next_response_due_at, c.resolution_due_at) < now(), false) AS breached,
           f.id AS transfer_id, f.from_user_id, f.to_user_id, f.to_team_id, f.note AS transfer_note,
           f.created_at AS transfer_at, f.expires_at AS transfer_expires_at, t.blocked_at IS NOT NULL AS contact_blocked, t.erased_at AS contact_erased_at,
           ARRAY(SELECT p.user_id FROM conversation_participants p
                  WHERE p.account_id = $1 AND p.conversation_id = c.id ORDER BY p.user_id) AS participants,
           NOT c.public AND (SELECT o.opted_out_at FROM contact_identities o
                               WHERE o.account_id = c.account_id AND o.contact_id = c.contact_id AND o.inbox_id = c.inbox_id
                                 AND o.person_id = d.person_id AND o.opted_out_at IS NOT NULL LIMIT 1) IS NOT NULL AS opted_out,
           c.contact_id, t.name AS contact_name,
           coalesce(t.phone, CASE WHEN d.kind = 'phone' THEN '+' || split_part(d.value, ' ', 1) END) AS contact_phone,
           d.username AS contact_username,
           coalesce(d.picture_id, (SELECT o.picture_id FROM contact_identities o
                                    WHERE o.account_id = $1 AND o.contact_id = c.contact_id AND o.picture_id IS NOT NULL
                                    ORDER BY o.id LIMIT 1)) AS contact_picture_id,
           c.preview, c.preview_direction, c.preview_kind, c.preview_content_type, c.preview_message_id, c.preview_at,
           m.status AS preview_status, coalesce(u.name, nullif(k.name, '')) AS preview_sender_name,
           l.ids AS label_ids, l.names AS label_names, l.colors AS label_colors, l.versions AS label_versions
      FROM unnest((SELECT $2::bigint[])) AS w(id)
     CROSS JOIN LATERAL (SELECT p.*, p.due_at FROM conversations p WHERE p.account_id = $1 AND p.id = w.id LIMIT 1) c
     CROSS JOIN LATERAL (SELECT p.channel, p.settings FROM inboxes p WHERE p.account_id = $1 AND p.id = c.inbox_id LIMIT 1) i
     CROSS JOIN LATERAL (SELECT p.name, p.phone, p.blocked_at, p.erased_at FROM contacts p
                          WHERE p.account_id = $1 AND p.id = c.contact_id LIMIT 1) t
     CROSS JOIN LATERAL (SELECT p.kind, p.value, p.username, p.person_id, p.picture_id FROM contact_identities p
                          WHERE p.account_id = $1 AND p.id = c.identity_id LIMIT 1) d
      LEFT JOIN LATERAL (SELECT p.status, p.sender_type, p.sender_id FROM messages p
                          WHERE p.account_id = $1 AND p.id = c.preview_message_id LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT p.name FROM users p
                          WHERE m.sender_type = 'user' AND p.account_id = $1 AND p.id = m.sender_id LIMIT 1) u ON true
      LEFT JOIN LATERAL (SELECT p.name FROM contacts p
                          WHERE c.public AND m.sender_type = 'contact' AND p.account_id = $1 AND p.id = m.sender_id LIMIT 1) k ON true
      LEFT JOIN LATERAL (SELECT * FROM transfers p
                          WHERE p.account_id = $1 AND p.conversation_id = c.id AND p.ended_at IS NULL LIMIT 1) f ON true
      LEFT JOIN LATERAL (SELECT array_agg(b.id ORDER BY b.name) AS ids, array_agg(b.name ORDER BY b.name) AS names,
                                array_agg(b.color ORDER BY b.name) AS colors,
                                array_agg(b.version ORDER BY b.name) AS versions
                           FROM conversation_labels cl
                           JOIN labels b ON b.account_id = cl.account_id AND b.id = cl.label_id
                          WHERE cl.account_id = c.account_id AND cl.conversation_id = c.id) l ON true
)sql"};

std::vector<Label> labels_from(db::Row const& row) {
    auto const ids = row.integers("label_ids");
    auto const names = row.strings("label_names");
    auto const colors = row.strings("label_colors");
    auto const versions = row.integers("label_versions");
    auto labels = std::vector<Label>{};
    labels.reserve(ids.size());
    for (auto at = std::size_t{0}; at < ids.size(); ++at) {
        labels.push_back(Label{LabelId{ids[at]}, names[at], colors[at], versions[at]});
    }
    return labels;
}

std::optional<LastMessage> last_message_from(db::Row const& row) {
    if (row.is_null("preview_message_id")) { return std::nullopt; }
    auto last = LastMessage{row.id<Message>("preview_message_id"), row.string("preview")};
    last.direction = from_word<Direction>(row.text("preview_direction")).value_or(Direction::in);
    last.kind = from_word<MessageKind>(row.text("preview_kind")).value_or(MessageKind::message);
    last.content_type = from_word<ContentType>(row.text("preview_content_type")).value_or(ContentType::text);
    last.status = from_word<DeliveryStatus>(row.text("preview_status"));
    last.sender_name = row.string("preview_sender_name");
    last.created_at = row.maybe_time("preview_at").value_or(row.time("last_activity_at"));
    return last;
}

std::optional<Promise> promise_from(db::Row const& row) {
    if (row.is_null("promise_at")) { return std::nullopt; }
    return Promise{row.time("promise_at"), row.string("promise_note"), row.id<User>("promise_user_id"),
                   row.maybe_time("promise_kept_at")};
}

std::optional<Transfer> transfer_from(db::Row const& row) {
    if (row.is_null("transfer_id")) { return std::nullopt; }
    return Transfer{row.id<Transfer>("transfer_id"), row.id<User>("from_user_id"), row.id<User>("to_user_id"),
                    row.id<Team>("to_team_id"),      row.string("transfer_note"),  row.time("transfer_at"),
                    row.time("transfer_expires_at")};
}

std::optional<Sla> sla_from(db::Row const& row) {
    auto sla =
        Sla{row.maybe_time("first_response_due_at"), row.maybe_time("next_response_due_at"),
            row.maybe_time("resolution_due_at"), row.boolean("breached"), !row.is_null("waiting_since")};
    auto const runs = sla.first_response_due_at || sla.next_response_due_at || sla.resolution_due_at;
    if (!runs || row.text("status") == "resolved") { return std::nullopt; }
    return sla;
}

Conversation from_row(db::Row const& row) {
    auto conversation =
        Conversation{row.id<Conversation>("id"), row.integer("number"), row.id<Inbox>("inbox_id")};
    conversation.channel = from_word<Channel>(row.text("channel")).value_or(Channel::api);
    if (!row.is_null("inbox_settings")) {
        conversation.inbox_settings = settings_from_json(row.text("inbox_settings"));
    }
    conversation.public_ = row.boolean("public");
    conversation.opted_out = row.boolean("opted_out");
    conversation.contact = ContactSummary{row.id<Contact>("contact_id"),
                                          row.string("contact_name"),
                                          row.string("contact_phone"),
                                          row.string("contact_username"),
                                          row.boolean("contact_blocked"),
                                          row.maybe_time("contact_erased_at"),
                                          row.id<Attachment>("contact_picture_id")};
    conversation.status =
        from_word<ConversationStatus>(row.text("status")).value_or(ConversationStatus::open);
    conversation.snoozed_until = row.maybe_time("snoozed_until");
    conversation.priority = from_word<Priority>(row.text("priority")).value_or(Priority::none);
    conversation.assignee_id = row.id<User>("assignee_id");
    conversation.team_id = row.id<Team>("team_id");
    conversation.labels = labels_from(row);
    conversation.unread_count = row.integer("unread_count");
    conversation.waiting_since = row.maybe_time("waiting_since");
    conversation.due_at = row.maybe_time("due_at");
    conversation.promise = promise_from(row);
    conversation.transfer = transfer_from(row);
    conversation.sla = sla_from(row);
    conversation.attributes = row.string("attributes");
    conversation.sending_failed = row.boolean("sending_failed");
    conversation.awaiting_approval = row.boolean("awaiting_approval");
    for (auto const user : row.integers("participants")) { conversation.participants.emplace_back(user); }
    conversation.last_activity_at = row.time("last_activity_at");
    conversation.last_inbound_at = row.maybe_time("last_inbound_at");
    conversation.window_closed_at = row.maybe_time("window_closed_at");
    conversation.last_message = last_message_from(row);
    if (!row.is_null("post")) { conversation.post = public_posts::read(row.text("post")); }
    if (!row.is_null("sentiment")) { conversation.sentiment = static_cast<int>(row.integer("sentiment")); }
    conversation.merged_into_id = row.id<Conversation>("merged_into_id");
    conversation.version = row.integer("version");
    conversation.created_at = row.time("created_at");
    return conversation;
}

}  // namespace

std::vector<Conversation> find_many(db::Transaction& transaction, AccountId account,
                                    std::vector<ConversationId> const& ids) {
    if (ids.empty()) { return {}; }
    auto const rows = transaction.run(find_conversations, {account, db::array(ids)});
    auto places = std::unordered_map<ConversationId, std::size_t>{};
    for (auto at = std::size_t{0}; at < ids.size(); ++at) { places.try_emplace(ids[at], at); }
    auto found = std::vector<Conversation>{};
    found.reserve(rows.size());
    for (auto const& row : rows) { found.push_back(from_row(row)); }
    std::ranges::sort(found, {}, [&](Conversation const& each) { return places[each.id]; });
    return found;
}

Result<Conversation> find(db::Transaction& transaction, access::Actor const& actor, ConversationId id) {
    auto found = find_many(transaction, actor.account, {id});
    if (!found.empty() && found.front().merged_into_id) {
        found = find_many(transaction, actor.account, {found.front().merged_into_id});
    }
    if (found.empty() || !access::may_see(actor, place_of(found.front()))) {
        return Error{ErrorCode::not_found, "no such conversation"};
    }
    return std::move(found.front());
}

access::Place place_of(Conversation const& conversation) noexcept {
    return {conversation.inbox_id, conversation.team_id, conversation.assignee_id};
}

}  // namespace balie::store::conversations
