// One rule says what is visible, as SQL in front of every reader. An unknown visitor sees what came from and went to their
// own address; one whom the site vouches for, all addresses that are theirs by the site's word. What agents merged with
// them is somebody else's.
#include "store/client_messages.hpp"

#include "store/attachments.hpp"

#include <algorithm>
#include <iterator>

namespace balie::store::client_messages {
namespace {

constexpr auto find_identities = db::Statement{"client_messages.identities", R"sql(
    SELECT i.id, i.contact_id, i.kind
      FROM contact_identities i
     WHERE i.account_id = $1 AND i.inbox_id = $2 AND i.kind = 'visitor' AND i.value = $3
    UNION
    SELECT i.id, i.contact_id, 'external'
      FROM contact_identities x
      JOIN contact_identities i ON i.account_id = x.account_id AND i.contact_id = x.contact_id AND i.inbox_id = x.inbox_id
                               AND i.person_id = x.person_id
     WHERE x.account_id = $1 AND x.inbox_id = $2 AND x.kind = 'external' AND x.value = $4
     ORDER BY 3, 1
)sql"};

constexpr auto find_conversation = db::Statement{"client_messages.conversation", R"sql(
    SELECT c.id, c.inbox_id, c.team_id, c.assignee_id
      FROM conversations c
     WHERE c.account_id = $1 AND c.contact_id = $2 AND c.inbox_id = $3 AND NOT c.public AND c.merged_into_id IS NULL
       AND c.identity_id = ANY ($4::bigint[])
     ORDER BY c.id DESC
     LIMIT 1
)sql"};

// $1 account, $2 inbox, $3 identities. What is on its way, in doubt or cancelled was not said. From the person to their
// conversations to the messages, by index at each step (LATERAL), however large the inbox is.
constexpr auto list_messages = db::Statement{"client_messages.list", R"sql(
    SELECT m.id, m.conversation_id, m.direction, m.content_type, m.text, m.status, m.external_id, m.deleted_at,
           m.edited_at, m.platform_at, m.created_at, m.sender_type, u.name AS sender_name,
           m.direction = 'in' AND c.unread_count < (SELECT count(*) FROM messages n
                                                     WHERE n.account_id = $1 AND n.conversation_id = m.conversation_id
                                                       AND n.id >= m.id AND n.direction = 'in' AND n.kind = 'message') AS is_read
      FROM (SELECT DISTINCT i.contact_id FROM contact_identities i WHERE i.account_id = $1 AND i.id = ANY ($3::bigint[])) p
     CROSS JOIN LATERAL (SELECT v.id, v.unread_count FROM conversations v
                          WHERE v.account_id = $1 AND v.contact_id = p.contact_id AND v.inbox_id = $2 AND NOT v.public OFFSET 0) c
     CROSS JOIN LATERAL (SELECT * FROM messages s
                          WHERE s.account_id = $1 AND s.conversation_id = c.id AND s.identity_id = ANY ($3::bigint[])
                            AND s.kind = 'message' AND (s.direction = 'in' OR s.status IN ('sent', 'delivered', 'read'))
                            AND ($4::bigint IS NULL OR s.id > $4) AND ($5::bigint IS NULL OR s.id < $5)
                            AND ($6::bigint[] IS NULL OR s.id = ANY ($6::bigint[]))
                            AND ($7::text IS NULL OR s.external_id = $7)
                          ORDER BY CASE WHEN $4::bigint IS NULL THEN -s.id ELSE s.id END
                          LIMIT $8) m
      LEFT JOIN LATERAL (SELECT a.name FROM users a
                          WHERE m.sender_type = 'user' AND a.account_id = $1 AND a.id = m.sender_id LIMIT 1) u ON true
     ORDER BY CASE WHEN $4::bigint IS NULL THEN -m.id ELSE m.id END
     LIMIT $8
)sql"};

// What was written before a message and came to be seen after it: planned, approved or tried again. Among the last two
// hundred; who commits at the same moment is counted in, for a message that comes twice is known by its id.
constexpr auto list_shown_later = db::Statement{"client_messages.shown_later", R"sql(
    SELECT m.id
      FROM (SELECT DISTINCT i.contact_id FROM contact_identities i WHERE i.account_id = $1 AND i.id = ANY ($3::bigint[])) p
     CROSS JOIN LATERAL (SELECT v.id FROM conversations v
                          WHERE v.account_id = $1 AND v.contact_id = p.contact_id AND v.inbox_id = $2 AND NOT v.public OFFSET 0) c
     CROSS JOIN LATERAL (SELECT s.id, s.status FROM messages s
                          WHERE s.account_id = $1 AND s.conversation_id = c.id AND s.identity_id = ANY ($3::bigint[])
                            AND s.kind = 'message' AND s.direction = 'out' AND s.id < $4
                          ORDER BY s.id DESC
                          LIMIT 200) m
     CROSS JOIN LATERAL (SELECT max(d.sent_at) AS at FROM delivery_attempts d
                          WHERE d.account_id = $1 AND d.message_id = m.id) shown
     WHERE m.status IN ('sent', 'delivered', 'read')
       AND shown.at > coalesce((SELECT max(d.sent_at) FROM delivery_attempts d WHERE d.account_id = $1 AND d.message_id = $4),
                               (SELECT n.created_at FROM messages n WHERE n.account_id = $1 AND n.id = $4)) - interval '2 seconds'
     ORDER BY m.id
)sql"};

constexpr auto list_unread = db::Statement{"client_messages.unread", R"sql(
    SELECT m.external_id
      FROM (SELECT DISTINCT i.contact_id FROM contact_identities i WHERE i.account_id = $1 AND i.id = ANY ($3::bigint[])) p
     CROSS JOIN LATERAL (SELECT v.id FROM conversations v
                          WHERE v.account_id = $1 AND v.contact_id = p.contact_id AND v.inbox_id = $2 OFFSET 0) c
     CROSS JOIN LATERAL (SELECT s.id, s.external_id FROM messages s
                          WHERE s.account_id = $1 AND s.conversation_id = c.id AND s.identity_id = ANY ($3::bigint[])
                            AND s.kind = 'message' AND s.direction = 'out' AND s.external_id IS NOT NULL
                            AND (s.id <= $4
                                 OR (SELECT max(d.sent_at) FROM delivery_attempts d WHERE d.account_id = $1 AND d.message_id = s.id)
                                    <= (SELECT max(d.sent_at) FROM delivery_attempts d WHERE d.account_id = $1 AND d.message_id = $4))
                            AND (s.status = 'sent' OR ($5 AND s.status = 'delivered'))
                          ORDER BY s.id DESC
                          LIMIT 200) m
     ORDER BY m.id DESC
     LIMIT 200
)sql"};

struct Selection {
    Range range = {};
    std::optional<std::vector<MessageId>> ids = {};
    std::optional<std::string> external_id = {};
};

ClientMessage from_row(db::Row const& row, InboxId inbox) {
    auto read = ClientMessage{};
    auto& message = read.message;
    message.id = row.id<Message>("id");
    message.conversation_id = row.id<Conversation>("conversation_id");
    message.inbox_id = inbox;
    message.direction = from_word<Direction>(row.text("direction")).value_or(Direction::in);
    message.content_type = from_word<ContentType>(row.text("content_type")).value_or(ContentType::text);
    message.text = row.string("text");
    message.status = from_word<DeliveryStatus>(row.text("status"));
    message.external_id = row.string("external_id");
    message.deleted_at = row.maybe_time("deleted_at");
    message.edited_at = row.maybe_time("edited_at");
    message.platform_at = row.maybe_time("platform_at");
    message.created_at = row.time("created_at");
    message.sender.type = from_word<SenderType>(row.text("sender_type")).value_or(SenderType::system);
    message.sender.name = row.string("sender_name");
    read.is_read = row.boolean("is_read");
    return read;
}

void add_attachments(db::Transaction& transaction, AccountId account, std::vector<ClientMessage>& messages) {
    auto ids = std::vector<MessageId>{};
    for (auto const& each : messages) { ids.push_back(each.message.id); }
    for (auto& attachment : attachments::of_messages(transaction, account, ids)) {
        auto const at = std::ranges::find(ids, attachment.message_id) - ids.begin();
        messages[static_cast<std::size_t>(at)].message.attachments.push_back(std::move(attachment));
    }
}

std::vector<MessageId> shown_later(db::Transaction& transaction, ClientSession const& session,
                                   Standing const& who, MessageId after) {
    auto ids = std::vector<MessageId>{};
    if (!after) { return ids; }
    for (auto const& row : transaction.run(
             list_shown_later, {session.account, session.inbox, db::array(who.identities), after})) {
        ids.push_back(row.id<Message>("id"));
    }
    return ids;
}

std::vector<ClientMessage> rows_of(db::Transaction& transaction, ClientSession const& session,
                                   Standing const& who, Selection const& wanted) {
    auto const ids = wanted.ids ? db::array(*wanted.ids) : db::Param{std::nullopt};
    auto messages = std::vector<ClientMessage>{};
    for (auto const& row : transaction.run(
             list_messages, {session.account, session.inbox, db::array(who.identities), wanted.range.after,
                             wanted.range.before, ids, wanted.external_id, wanted.range.limit})) {
        messages.push_back(from_row(row, session.inbox));
    }
    return messages;
}

std::vector<ClientMessage> select(db::Transaction& transaction, ClientSession const& session,
                                  Selection const& wanted) {
    auto const who = standing(transaction, session);
    if (!who) { return {}; }
    auto messages = rows_of(transaction, session, *who, wanted);
    auto late = Selection{};
    late.ids = shown_later(transaction, session, *who, wanted.range.after);
    late.range.limit = static_cast<std::int64_t>(late.ids->size());
    if (!late.ids->empty()) {
        std::ranges::move(rows_of(transaction, session, *who, late), std::back_inserter(messages));
    }
    std::ranges::sort(messages, {}, [](ClientMessage const& each) { return each.message.id.value; });
    add_attachments(transaction, session.account, messages);
    return messages;
}

}  // namespace

std::optional<Standing> standing(db::Transaction& transaction, ClientSession const& session) {
    auto const rows = transaction.run(find_identities,
                                      {session.account, session.inbox, session.visitor, session.external_id});
    if (rows.empty()) { return std::nullopt; }
    auto who = Standing{};
    who.contact = rows.front().id<Contact>("contact_id");  // of 'external' when there is one
    for (auto const& row : rows) { who.identities.push_back(row.id<ContactIdentity>("id")); }
    auto const found = transaction.run(
        find_conversation, {session.account, who.contact, session.inbox, db::array(who.identities)});
    if (!found.empty()) {
        auto const row = found.front();
        who.conversation = row.id<Conversation>("id");
        who.place =
            access::Place{row.id<Inbox>("inbox_id"), row.id<Team>("team_id"), row.id<User>("assignee_id")};
    }
    return who;
}

std::vector<ClientMessage> list(db::Transaction& transaction, ClientSession const& session,
                                Range const& range) {
    auto wanted = Selection{};
    wanted.range = range;
    return select(transaction, session, wanted);
}

std::vector<ClientMessage> among(db::Transaction& transaction, ClientSession const& session,
                                 std::vector<MessageId> const& ids) {
    auto wanted = Selection{};
    wanted.ids = ids;
    wanted.range.limit = static_cast<std::int64_t>(ids.size());
    return select(transaction, session, wanted);
}

std::optional<ClientMessage> by_external_id(db::Transaction& transaction, ClientSession const& session,
                                            std::string_view external_id) {
    auto wanted = Selection{};
    wanted.external_id = std::string{external_id};
    wanted.range.limit = 1;
    auto found = select(transaction, session, wanted);
    return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<std::string> unread_up_to(db::Transaction& transaction, ClientSession const& session,
                                      MessageId up_to, bool also_delivered) {
    auto const who = standing(transaction, session);
    if (!who) { return {}; }
    auto ids = std::vector<std::string>{};
    for (auto const& row : transaction.run(
             list_unread,
             {session.account, session.inbox, db::array(who->identities), up_to, also_delivered})) {
        ids.push_back(row.string("external_id"));
    }
    return ids;
}

}  // namespace balie::store::client_messages
