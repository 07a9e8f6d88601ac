// Fills the account by statements of its own, so that what is tested is not what sets up.
#include "integration/desk/office.hpp"

#include <algorithm>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

constexpr auto next_account = db::Statement{"test.office_account", "SELECT nextval('account_ids') AS id"};

constexpr auto found_account =
    db::Statement{"test.office_found", "INSERT INTO accounts (id, name) VALUES ($1, 'Kantoor') RETURNING id"};

constexpr auto hire = db::Statement{"test.office_hire", R"sql(
    INSERT INTO users (account_id, id, email, name, role)
    SELECT $1, i.id, lower($2) || i.id || '@example.test', $2, $3 FROM (SELECT nextval('user_ids') AS id) i
    RETURNING id
)sql"};

constexpr auto connect = db::Statement{"test.office_connect", R"sql(
    INSERT INTO inboxes (account_id, id, channel, name, address) VALUES ($1, nextval('inbox_ids'), 'whatsapp', $2, $2)
    RETURNING id
)sql"};

constexpr auto gather = db::Statement{"test.office_gather", R"sql(
    INSERT INTO teams (account_id, id, name) VALUES ($1, nextval('team_ids'), 'Team') RETURNING id
)sql"};

constexpr auto join_team = db::Statement{
    "test.office_join_team",
    "INSERT INTO team_members (account_id, team_id, user_id) VALUES ($1, $2, $3) RETURNING user_id AS id"};

constexpr auto join_inbox = db::Statement{"test.office_join_inbox", R"sql(
    INSERT INTO inbox_members (account_id, inbox_id, user_id, team_id) VALUES ($1, $2, $3, $4) RETURNING inbox_id AS id
)sql"};

constexpr auto seed_conversation = db::Statement{"test.office_conversation", R"sql(
    WITH contact AS (
        INSERT INTO contacts (account_id, id, name) VALUES ($1, nextval('contact_ids'), $3) RETURNING id
    ), identity AS (
        INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
        SELECT $1, nextval('contact_identity_ids'), id, $2, 'phone', $4 FROM contact
        RETURNING id, contact_id
    ), number AS (
        UPDATE conversation_numbers SET last = last + 1 WHERE account_id = $1 RETURNING last
    )
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, status, assignee_id,
                               team_id, last_inbound_at, waiting_since, list_at, priority, unread_count, public)
    SELECT $1, nextval('conversation_ids'), n.last, $2, i.contact_id, i.id, 'i' || i.id, $5, $6, $7, $8, $9,
           coalesce($10, date_trunc('minute', now())), $11, $12, $13
      FROM identity i, number n
    RETURNING id
)sql"};

constexpr auto seed_message = db::Statement{"test.office_inbound", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id, external_id)
    SELECT $1, nextval('message_ids'), c.id, c.inbox_id, 'in', 'message', $4, 'contact', c.contact_id, $3
      FROM conversations c
     WHERE c.account_id = $1 AND c.id = $2
    RETURNING id
)sql"};

constexpr auto seed_upload = db::Statement{"test.office_upload", R"sql(
    INSERT INTO attachments (account_id, id, kind, state, mime, name, bytes, uploaded_by_id, file)
    VALUES ($1, nextval('attachment_ids'), 'image', 'ready', $3, 'foto', $4, $2, 'none')
    RETURNING id
)sql"};

constexpr auto seed_label = db::Statement{"test.office_label", R"sql(
    INSERT INTO labels (account_id, id, name, color) VALUES ($1, nextval('label_ids'), $2, '#102030') RETURNING id
)sql"};

constexpr auto find_contact = db::Statement{
    "test.office_contact", "SELECT contact_id AS id FROM conversations WHERE account_id = $1 AND id = $2"};

template <class Of>
Id<Of> made(AccountId account, db::Statement const& statement, std::vector<db::Param> params) {
    auto run = [&](db::Transaction& transaction) -> Result<Id<Of>> {
        return transaction.run(statement, params).front().template id<Of>("id");
    };
    return database().run_here(account.value, std::move(run)).value();
}

Capabilities like_whatsapp() {
    auto can = Capabilities{};
    can.media = {MediaLimit{AttachmentKind::image, 5'000'000, {"image/jpeg", "image/png"}}};
    can.replies = can.reactions = can.templates = true;
    can.reply_window = 24h;
    return can;
}

}  // namespace

Office::Office() : whatsapp(like_whatsapp()) {
    context.capabilities[Channel::whatsapp] = &whatsapp;
    account = made<Account>(AccountId{}, next_account, {});
    made<Account>(account, found_account, {account});
    admin = made<User>(account, hire, {account, "Ada", "admin"});
    lead = made<User>(account, hire, {account, "Lies", "lead"});
    anna = made<User>(account, hire, {account, "Anna", "agent"});
    bert = made<User>(account, hire, {account, "Bert", "agent"});
    auditor = made<User>(account, hire, {account, "Odo", "auditor"});
    service = made<Inbox>(account, connect, {account, "Service"});
    sales = made<Inbox>(account, connect, {account, "Verkoop"});
    team = made<Team>(account, gather, {account});
    made<User>(account, join_team, {account, team, bert});
    made<Inbox>(account, join_inbox, {account, service, anna, std::nullopt});
    made<Inbox>(account, join_inbox, {account, service, std::nullopt, team});
    made<Inbox>(account, join_inbox, {account, sales, std::nullopt, team});
}

access::Actor Office::actor(UserId user, Role role) const {
    auto actor = access::Actor{account, user, role};
    actor.name = user == anna ? "Anna" : "Collega";
    if (user == anna) { actor.inboxes = {service}; }
    if (user == bert) {
        actor.inboxes = {service, sales};
        actor.teams = {team};
    }
    return actor;
}

ConversationId Office::conversation(ConversationSeed seed) {
    if (seed.phone.empty()) { seed.phone = "3160000" + std::to_string(10'000 + ++customers_); }
    return made<Conversation>(
        account, seed_conversation,
        {account, seed.inbox ? seed.inbox : service, seed.contact_name, seed.phone, to_word(seed.status),
         seed.assignee, seed.team, seed.last_inbound_at, seed.waiting_since, seed.list_at,
         to_word(seed.priority), seed.unread_count, seed.public_});
}

MessageId Office::inbound(ConversationId conversation, std::string external_id, std::string text) {
    return made<Message>(account, seed_message, {account, conversation, external_id, text});
}

AttachmentId Office::upload(UserId by, std::string mime, std::int64_t bytes) {
    return made<Attachment>(account, seed_upload, {account, by, mime, bytes});
}

LabelId Office::label(std::string name) { return made<Label>(account, seed_label, {account, name}); }

ContactId Office::contact_of(ConversationId conversation) const {
    return made<Contact>(account, find_contact, {account, conversation});
}

std::string Office::value(std::string sql) const {
    for (auto at = sql.find("$account"); at != std::string::npos; at = sql.find("$account")) {
        sql.replace(at, std::string_view{"$account"}.size(), to_string(account));
    }
    auto const rows = as_superuser_in_balie(sql);
    return rows.empty() ? std::string{} : rows.front().string("value");
}

std::vector<std::string> Office::event_types() const {
    auto types = std::vector<std::string>{};
    auto const rows = as_superuser_in_balie(
        "SELECT type FROM events WHERE account_id = " + to_string(account) + " ORDER BY seq");
    for (auto const& row : rows) { types.push_back(row.string("type")); }
    return types;
}

Result<desk::Written> Office::reply(access::Actor const& actor, ConversationId conversation,
                                    desk::Reply const& reply) {
    return write([&](journal::Work& work) {
        return desk::reply(work, actor, conversation, reply, context, clock.now());
    });
}

desk::Reply Office::text(std::string client_id, std::string text) const {
    auto reply = desk::Reply{};
    reply.client_id = std::move(client_id);
    reply.text = std::move(text);
    return reply;
}

}  // namespace balie::test
