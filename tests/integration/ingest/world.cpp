#include "integration/ingest/world.hpp"

#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>

namespace balie::test {
namespace {

AccountId make_account() {
    auto const rows = as_superuser_in_balie(
        "INSERT INTO accounts (id, name) VALUES (nextval('account_ids'), 'Test') RETURNING id");
    return rows.front().id<Account>("id");
}

InboxId make_inbox(AccountId account) {
    auto const rows = as_superuser_in_balie(
        "INSERT INTO inboxes (account_id, id, channel, name, address) VALUES (" + to_string(account) +
        ", nextval('inbox_ids'), 'whatsapp', 'Test', '200000000000001') RETURNING id");
    return rows.front().id<Inbox>("id");
}

}  // namespace

InboundMessage a_message(std::string external_id, std::string phone, std::string text) {
    auto message = InboundMessage{};
    message.external_id = std::move(external_id);
    message.contact.identities.emplace_back(IdentityKind::phone, std::move(phone));
    message.contact.name = "Fictieve Klant";
    message.text = std::move(text);
    return message;
}

DeliveryUpdate a_status(std::string external_id, DeliveryStatus status) {
    auto update = DeliveryUpdate{};
    update.external_id = std::move(external_id);
    update.status = status;
    return update;
}

db::PoolOptions lanes_options() { return ingest::writer_pool(cluster().application_url(), 2); }

World::World()
    : account(make_account()),
      inbox(make_inbox(account)),
      database(lanes_options()),
      journal(database, [this](AccountId, std::int64_t last_seq) { told_seq = last_seq; }),
      writer(context().get_executor(), database, journal, clock) {}

ingest::Webhook World::webhook(std::vector<InboundEvent> events) const {
    auto webhook = ingest::Webhook{};
    webhook.account = account;
    webhook.inbox = inbox;
    webhook.method = "POST";
    webhook.url = "https://desk.example/webhooks/whatsapp/" + to_string(inbox);
    webhook.body = "{\"raw\": true}";
    webhook.received_at = clock.now();
    for (auto& event : events) { webhook.events.emplace_back(inbox, std::move(event)); }
    return webhook;
}

Result<void> World::write(std::vector<InboundEvent> events) {
    return wait_for(writer.write(webhook(std::move(events))));
}

std::vector<Result<void>> World::write_at_once(std::vector<InboundEvent> events) {
    auto answers = std::vector<Result<void>>{};
    auto const wanted = events.size();
    for (auto& event : events) {
        auto one = std::vector<InboundEvent>{};
        one.push_back(std::move(event));
        boost::asio::co_spawn(
            context(), writer.write(webhook(std::move(one))),
            [&answers](std::exception_ptr, Result<void> answer) { answers.push_back(std::move(answer)); });
    }
    context().restart();
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (answers.size() < wanted && std::chrono::steady_clock::now() < until) {
        context().run_one_until(until);
    }
    return answers;
}

std::int64_t World::count(std::string const& table, std::string const& condition) const {
    auto const rows =
        as_superuser_in_balie("SELECT count(*) AS value FROM " + table +
                              " WHERE account_id = " + to_string(account) + " AND " + condition);
    return rows.front().integer("value");
}

std::string World::text(std::string const& sql) const {
    auto filled = sql;
    for (auto const& [mark, value] :
         {std::pair{"$A", to_string(account)}, std::pair{"$I", to_string(inbox)}}) {
        for (auto at = filled.find(mark); at != std::string::npos; at = filled.find(mark)) {
            filled.replace(at, 2, value);
        }
    }
    auto const rows = as_superuser_in_balie("SELECT (" + filled + ")::text AS value");
    return rows.front().string("value");
}

std::int64_t World::an_outgoing(std::string const& phone, std::string const& words) {
    auto const id = text("SELECT nextval('message_ids')");
    auto const mine = to_string(account);
    as_superuser_in_balie(
        "INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, "
        "text, sender_type, "
        "status, attempt) SELECT " +
        mine + ", " + id + ", c.id, c.inbox_id, c.identity_id, 'out', 'message', '" + words +
        "', 'user', 'sending', 1 FROM conversations c JOIN contact_identities i ON i.account_id = "
        "c.account_id AND "
        "i.contact_id = c.contact_id WHERE c.account_id = " +
        mine + " AND i.value = '" + phone +
        "' LIMIT 1; "
        "INSERT INTO delivery_attempts (account_id, message_id, attempt, inbox_id, state) VALUES (" +
        mine + ", " + id + ", 1, " + to_string(inbox) + ", 'sending')");
    return std::stoll(id);
}

}  // namespace balie::test
