#include "simulation/crowd.hpp"

#include "simulation/world.hpp"

#include "store/attempts.hpp"
#include "store/conversation_standing.hpp"
#include "store/message_changes.hpp"
#include "store/outbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace balie::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

journal::Event event_of(Reply const& reply, journal::EventType type, MessageId message) {
    auto event = journal::Event{type};
    event.inbox = InboxId{reply.inbox};
    event.conversation = ConversationId{reply.conversation};
    event.message = message;
    return event;
}

OutboxItem place_of(Reply const& reply) {
    auto item = OutboxItem{};
    item.conversation = ConversationId{reply.conversation};
    return item;
}

// As desk/reply and desk/sending write it, without the rules of who may write what.
struct Write {
    Reply reply;

    Result<MessageId> operator()(journal::Work& work) const {
        auto const account = AccountId{reply.account};
        auto& transaction = work.transaction();
        store::attempts::lock(transaction, account, place_of(reply), {});
        auto message = store::messages::NewMessage{ConversationId{reply.conversation}};
        message.inbox_id = InboxId{reply.inbox};
        message.text = "text";
        message.client_id = reply.client_id;
        message.is_sent = true;
        auto const id = store::messages::insert(transaction, account, message);
        store::outbox::enqueue(transaction, account, message.inbox_id, message.conversation_id, id, 1);
        auto const preview = store::conversations::Preview{id, message.text};
        store::conversations::show_last(transaction, account, message.conversation_id, preview);
        work.tell(event_of(reply, journal::EventType::message_created, id));
        return id;
    }
};

enum class Wish { send_again, cancel, confirm };

// As desk/resend: compare and set, and the outbox with it.
struct Decide {
    Reply reply;
    Wish wish;
    std::int64_t attempt;

    Result<bool> operator()(journal::Work& work) const {
        auto& transaction = work.transaction();
        store::attempts::lock(transaction, AccountId{reply.account}, place_of(reply), {});
        if (!changes(transaction)) { return Error{ErrorCode::conflict, "it stands otherwise by now"}; }
        work.tell(event_of(reply, journal::EventType::message_updated, MessageId{reply.message}));
        return true;
    }

    bool changes(db::Transaction& transaction) const {
        auto const account = AccountId{reply.account};
        auto const id = MessageId{reply.message};
        if (wish == Wish::confirm) { return store::messages::confirm(transaction, account, id, attempt); }
        if (wish == Wish::cancel) {
            auto const cancelled = store::messages::cancel(transaction, account, id);
            return cancelled && store::outbox::withdraw(transaction, account, id, cancelled->attempt);
        }
        if (!store::messages::requeue(transaction, account, id, attempt)) { return false; }
        store::outbox::enqueue(transaction, account, InboxId{reply.inbox}, ConversationId{reply.conversation},
                               id, attempt + 1);
        return true;
    }
};

// What the look-up by the client's id answers to who comes second.
Number stored_as(Reply const& reply) {
    for (auto const& [id, row] : world().store.messages.rows) {
        if (row.account == reply.account && row.client_id == reply.client_id) { return id; }
    }
    return 0;
}

Task<void> write_at(Node::Machine& machine, std::shared_ptr<Reply> reply) {
    auto body = Write{*reply};
    auto const account = AccountId{reply->account};
    auto const written = co_await machine.journal.write(account, std::move(body));
    if (written) {
        machine.delivery.wake(account);
        world().judge.accepted(*reply, written->value);
        reply->message = written->value;
        co_return;
    }
    if (written.error().code == ErrorCode::conflict) { reply->message = stored_as(*reply); }
}

Task<void> decide_at(Node::Machine& machine, Reply reply, Wish wish, std::int64_t attempt) {
    auto body = Decide{reply, wish, attempt};
    auto const account = AccountId{reply.account};
    auto const decided = co_await machine.journal.write(account, std::move(body));
    if (decided && wish == Wish::send_again) { machine.delivery.wake(account); }
}

std::optional<Wish> wish_for(std::string const& status) {
    if (status == "failed" || status == "uncertain") {
        return status == "uncertain" && world().chance.is(0.5) ? Wish::confirm : Wish::send_again;
    }
    if (status == "queued" || status == "sending") { return Wish::cancel; }
    return std::nullopt;
}

}  // namespace

void Crowd::begin(Span between) {
    between_ = between;
    write();
    decide();
}

bool Crowd::is_satisfied() const {
    return std::ranges::all_of(replies_, [](auto const& reply) { return reply->message != 0; });
}

void Crowd::write() {
    if (!is_writing_) { return; }
    auto& world = simulation::world();
    for (auto burst = 1 + world.chance.below(3); burst > 0; --burst) {
        auto reply = std::make_shared<Reply>();
        auto const conversation = 1 + world.chance.below(world.store.conversations.rows.size());
        reply->conversation = static_cast<Number>(conversation);
        auto const& row = world.store.conversations.rows.at(reply->conversation);
        reply->account = row.account;
        reply->inbox = row.inbox;
        reply->client_id = "c" + std::to_string(replies_.size());
        replies_.push_back(reply);
        post(reply);
    }
    world.after(world.chance.between(Span{0}, between_ * 2), [this] { write(); });
}

// Until it was accepted; an impatient finger now and then posts it twice.
void Crowd::post(std::shared_ptr<Reply> const& reply) {
    if (reply->message != 0) { return; }
    auto& world = simulation::world();
    post_once(reply);
    if (!world.is_peace() && world.chance.is(0.1)) { post_once(reply); }
    world.after(world.chance.between(seconds{1}, seconds{20}), [this, reply] { post(reply); });
}

void Crowd::post_once(std::shared_ptr<Reply> const& reply) {
    auto* const node = world().some_node();
    if (node == nullptr) { return; }
    world().note("post", reply->conversation, static_cast<Number>(node->number()), reply->client_id);
    node->turn([node, reply] {
        auto& machine = node->machine();
        boost::asio::co_spawn(machine.network, write_at(machine, reply), boost::asio::detached);
    });
}

void Crowd::decide() {
    if (!is_writing_) { return; }
    auto& world = simulation::world();
    world.after(world.chance.between(between_, between_ * 6), [this] { decide(); });
    auto* const node = world.some_node();
    if (node == nullptr || replies_.empty()) { return; }
    auto const reply = world.chance.of(replies_);
    auto const row = world.store.messages.rows.find(reply->message);
    if (row == world.store.messages.rows.end()) { return; }
    auto const wish = wish_for(row->second.status);
    if (!wish) { return; }
    auto const attempt = row->second.attempt;
    world.note("decide", reply->message, attempt, row->second.status);
    if (*wish == Wish::send_again) { wanted_.emplace(reply->message, attempt + 1); }
    if (*wish == Wish::confirm) { confirmed_.insert(reply->message); }
    node->turn([&] {
        auto& machine = node->machine();
        boost::asio::co_spawn(machine.network, decide_at(machine, *reply, *wish, attempt),
                              boost::asio::detached);
    });
}

}  // namespace balie::simulation
