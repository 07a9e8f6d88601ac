#include "integration/delivery/outgoing.hpp"

#include "store/inboxes.hpp"
#include "store/outbox.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

constexpr auto next_account = db::Statement{"test.next_account", "SELECT nextval('account_ids') AS id"};

constexpr auto make_account =
    db::Statement{"test.make_account", "INSERT INTO accounts (id, name) VALUES ($1, 'Test')"};

constexpr auto make_contact = db::Statement{"test.make_contact", R"sql(
    INSERT INTO contacts (account_id, id, name) VALUES ($1, nextval('contact_ids'), 'Fictieve Klant') RETURNING id
)sql"};

constexpr auto make_conversation = db::Statement{"test.make_conversation", R"sql(
    WITH identity AS (
        INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
        VALUES ($1, nextval('contact_identity_ids'), $2, $3, 'phone', '3160000' || $4::text)
        RETURNING id
    )
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, last_inbound_at)
    SELECT $1, nextval('conversation_ids'), $4::bigint, $3, $2, id, 'i' || id, $5 FROM identity
    RETURNING id
)sql"};

constexpr auto make_message = db::Statement{"test.make_message", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type, status, attempt)
    VALUES ($1, nextval('message_ids'), $2, $3, 'out', 'message', $4, 'user', 'queued', 1)
    RETURNING id
)sql"};

constexpr auto show_in_list = db::Statement{"test.show_in_list", R"sql(
    UPDATE conversations SET preview_message_id = $3 WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto see_message = db::Statement{"test.see_message", R"sql(
    SELECT m.status, m.external_id, m.error ->> 'code' AS error, a.state,
           (SELECT count(*) FROM outbox o WHERE o.account_id = $1 AND o.message_id = m.id) AS outbox_rows
      FROM messages m
      JOIN delivery_attempts a ON a.account_id = m.account_id AND a.message_id = m.id AND a.attempt = m.attempt
     WHERE m.account_id = $1 AND m.id = $2
)sql"};

template <class Of>
Id<Of> made(AccountId account, db::Statement const& statement, std::vector<db::Param> params) {
    return database()
        .run_here(account.value,
                  [&](db::Transaction& transaction) -> Result<Id<Of>> {
                      return transaction.run(statement, params).front().template id<Of>("id");
                  })
        .value();
}

delivery::Options quick() {
    auto options = delivery::Options{};
    options.media_folder = "/nonexistent";
    options.poll = 20ms;
    options.file_addresses = delivery::FileAddresses{"https://desk.example.test", true, {}};
    return options;
}

}  // namespace

ScriptedConnector::ScriptedConnector() {
    abilities.reply_window = 24h;
    abilities.sends_per_second = 100'000;
    abilities.sends_burst = 100'000;
    script = [](OutboundMessage const& message) {
        auto outcome = answer(Verdict::accepted);
        outcome.external_id = "wamid." + message.opaque;
        return outcome;
    };
}

SendOutcome ScriptedConnector::answer(Verdict verdict, std::string code) {
    auto outcome = SendOutcome{};
    outcome.verdict = verdict;
    outcome.code = std::move(code);
    return outcome;
}

std::vector<OutboundMessage> ScriptedConnector::sent() const { return sent_; }

std::vector<std::string> ScriptedConnector::texts() const {
    auto texts = std::vector<std::string>{};
    for (auto const& message : sent_) { texts.push_back(message.text); }
    return texts;
}

Task<SendOutcome> ScriptedConnector::send(OutboundMessage message, Secrets) {
    sent_.push_back(message);
    most_at_once_ = std::max(most_at_once_, ++in_flight_);
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    do {
        timer.expires_after(1ms);
        co_await timer.async_wait(boost::asio::use_awaitable);
    } while (hangs);
    --in_flight_;
    co_return script(message);
}

Node::Node(boost::asio::io_context& context, ScriptedConnector& connector, store::SecretBox const& box,
           FakeClock const& clock)
    : journal_(database(), [this](AccountId, std::int64_t) { ++commits_; }),
      delivery_(
          context, database(), journal_, box, [&connector](Channel) -> Connector* { return &connector; },
          clock, quick()) {}

Outgoing::Outgoing() {
    box_ =
        std::make_unique<store::SecretBox>(store::SecretBox::open_key_file(folder_.path() / "key").value());
    account_ = made<Account>(AccountId{}, next_account, {});
    auto const prepared =
        database().run_here(account_.value, [&](db::Transaction& transaction) -> Result<bool> {
            transaction.run(make_account, {account_});
            auto inbox = Inbox{};
            inbox.account = account_;
            inbox.id = store::inboxes::next_id(transaction);
            inbox.name = "WhatsApp";
            inbox.address = "1";
            store::inboxes::create(transaction, inbox);
            inbox_ = inbox.id;
            return true;
        });
    prepared.value();
    contact_ = made<Contact>(account_, make_contact, {account_});
}

Outgoing::~Outgoing() {
    connector.release();
    for (auto& node : nodes_) { drain(*node); }
    context.restart();
    context.poll();  // a wake-up that nobody waited for
    // A node serves every account: what is left here would be sent in the next test.
    as_superuser_in_balie("DELETE FROM outbox WHERE account_id = " + to_string(account_));
}

ConversationId Outgoing::a_conversation() {
    return made<Conversation>(account_, make_conversation,
                              {account_, contact_, inbox_, ++conversations_, clock.now()});
}

MessageId Outgoing::queue(ConversationId conversation, std::string text, std::optional<Time> due_at) {
    auto const message = made<Message>(account_, make_message, {account_, conversation, inbox_, text});
    auto const queued =
        database().run_here(account_.value, [&](db::Transaction& transaction) -> Result<bool> {
            transaction.run(show_in_list, {account_, conversation, message});
            store::outbox::enqueue(transaction, account_, inbox_, conversation, message, 1,
                                   due_at.value_or(clock.now()));
            return true;
        });
    queued.value();
    return message;
}

SentMessage Outgoing::look(MessageId message) const {
    return database()
        .run_here(account_.value,
                  [&](db::Transaction& transaction) -> Result<SentMessage> {
                      auto const rows = transaction.run(see_message, {account_, message});
                      auto const row = rows.front();
                      return SentMessage{row.string("status"), row.string("external_id"), row.string("error"),
                                         row.string("state"), row.integer("outbox_rows")};
                  })
        .value();
}

std::int64_t Outgoing::number(std::string const& sql) const {
    return as_superuser_in_balie(sql).front().integer("number");
}

Node& Outgoing::start_node() {
    nodes_.push_back(std::make_unique<Node>(context, connector, *box_, clock));
    nodes_.back()->delivery().start();
    return *nodes_.back();
}

bool Outgoing::until(std::function<bool()> const& is_so) {
    auto const end = std::chrono::steady_clock::now() + 10s;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > end) { return false; }
        context.restart();
        context.run_for(5ms);
    }
    return true;
}

void Outgoing::settle() {
    context.restart();
    context.run_for(150ms);
}

bool Outgoing::drain(Node& node, std::chrono::milliseconds limit) {
    return wait_for(node.delivery().drain(limit));
}

}  // namespace balie::test
