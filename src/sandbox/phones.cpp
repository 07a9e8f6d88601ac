// Every doing changes a thread, posts its webhook and wakes the pages.
#include "sandbox/phones.hpp"

#include "sandbox/platform_error.hpp"
#include "sandbox/webhook_payload.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace balie::sandbox {
namespace {

constexpr auto window = std::chrono::hours{24};
constexpr auto sent_after = std::chrono::milliseconds{50};
constexpr auto delivered_after = std::chrono::milliseconds{400};
constexpr auto read_after = std::chrono::milliseconds{2'000};
constexpr auto typing_time = std::chrono::seconds{25};
constexpr auto a_day_and_some = std::chrono::hours{25};

Time now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string what_of(Entry const& entry) {
    auto what = "messages." + entry.type;
    return entry.reply_to.empty() ? what : what + " quoted";
}

}  // namespace

bool Phones::say(Customer& customer, Entry entry) {
    auto const* const file = entry.media_id.empty() ? nullptr : media_.find(entry.media_id);
    if (!entry.media_id.empty() && file == nullptr) { return false; }
    if (!entry.reply_to.empty() && customer.find(entry.reply_to) == nullptr) { return false; }
    entry.id = new_message_id();
    entry.author = Author::customer;
    entry.at = manners_.is_a_day_later ? now() - a_day_and_some : now();
    entry.status = "sent";
    pump_.post(message_webhook(options_, customer, entry, file), what_of(entry));
    customer.add(std::move(entry));
    changes_.happened();
    return true;
}

bool Phones::react(Customer& customer, std::string_view message_id, std::string const& emoji) {
    auto* const entry = customer.find(message_id);
    if (entry == nullptr) { return false; }
    (entry->author == Author::customer ? entry->own_reaction : entry->other_reaction) = emoji;
    pump_.post(reaction_webhook(options_, customer, message_id, emoji), "messages.reaction");
    changes_.happened();
    return true;
}

bool Phones::press(Customer& customer, std::string_view message_id, std::size_t index) {
    auto const* const asked = customer.find(message_id);
    if (asked == nullptr || index >= asked->buttons.size()) { return false; }
    auto const button = asked->buttons[index];
    if (button.kind == Button::Kind::link) { return false; }
    auto entry = Entry{};
    entry.id = new_message_id();
    entry.text = button.title;
    entry.reply_to = message_id;
    entry.at = now();
    entry.status = "sent";
    auto const* const what =
        button.kind == Button::Kind::template_reply ? "messages.button" : "messages.interactive";
    pump_.post(press_webhook(options_, customer, entry, button), what);
    customer.add(std::move(entry));
    changes_.happened();
    return true;
}

bool Phones::edit(Customer& customer, std::string_view message_id, std::string text) {
    auto* const entry = customer.find(message_id);
    auto const may =
        entry != nullptr && entry->author == Author::customer && entry->type == "text" && !entry->is_deleted;
    if (!may || text.empty()) { return false; }
    pump_.post(edit_webhook(options_, customer, message_id, text), "messages.edit");
    entry->text = std::move(text);
    entry->is_edited = true;
    changes_.happened();
    return true;
}

bool Phones::revoke(Customer& customer, std::string_view message_id) {
    auto* const entry = customer.find(message_id);
    if (entry == nullptr || entry->author != Author::customer || entry->is_deleted) { return false; }
    pump_.post(revoke_webhook(options_, customer, message_id), "messages.revoke");
    entry->is_deleted = true;
    changes_.happened();
    return true;
}

bool Phones::change_number(Customer& customer, std::string const& phone) {
    if (customer.phone.empty() || !is_fictional_phone(phone) || customers_.at_address(phone) != nullptr) {
        return false;
    }
    pump_.post(number_webhook(options_, customer, phone), "messages.system");
    customer.phone = phone;
    changes_.happened();
    return true;
}

void Phones::arrive(DeskMessage message) {
    auto* const customer = customers_.at_address(message.recipient);
    if (customer == nullptr) {
        return spawn(
            fail(std::move(message.recipient), std::move(message.entry), error_codes::undeliverable));
    }
    auto& entry = message.entry;
    if (entry.type != "template" && !is_window_open(*customer)) {
        return spawn(fail(customer->id, std::move(entry), error_codes::window_closed));
    }
    customer->typing_until = {};
    if (message.reaction_to.empty()) {
        customer->add(entry);
        ++customer->unseen;
    } else if (auto* const target = customer->find(message.reaction_to)) {
        (target->author == Author::desk ? target->own_reaction : target->other_reaction) = entry.text;
    }
    changes_.happened();
    spawn(fare(customer->id, std::move(entry)));
}

bool Phones::is_window_open(Customer const& customer) const {
    auto const* const last = customer.last_of(Author::customer);
    return last != nullptr && !manners_.is_a_day_later && now() - last->at < window;
}

// A read mark covers what came before it too, as on the real platform.
bool Phones::take_read_mark(std::string_view message_id) {
    auto* const customer = customers_.with_message(message_id);
    if (customer == nullptr) { return false; }
    for (auto& entry : customer->thread) {
        if (entry.author == Author::customer) { entry.status = "read"; }
        if (entry.id == message_id) { break; }
    }
    changes_.happened();
    return true;
}

bool Phones::show_typing(std::string_view message_id) {
    auto* const customer = customers_.with_message(message_id);
    if (customer == nullptr) { return false; }
    customer->typing_until = now() + typing_time;
    changes_.happened();
    return true;
}

void Phones::switched_on() {
    for (auto const& customer : customers_.all()) {
        for (auto const& entry : customer.thread) {
            if (entry.author == Author::desk && entry.status == "sent") {
                spawn(deliver(customer.id, entry));
            }
        }
    }
}

Task<void> Phones::fare(std::string customer_id, Entry entry) {
    co_await pause(sent_after);
    report(customer_id, entry, "sent", 0);
    co_await pause(delivered_after);
    co_await deliver(std::move(customer_id), std::move(entry));
}

Task<void> Phones::deliver(std::string customer_id, Entry entry) {
    if (manners_.is_off || !manners_.reports_delivered) { co_return; }
    report(customer_id, entry, "delivered", 0);
    co_await pause(read_after);
    if (manners_.is_off || !manners_.reports_read) { co_return; }
    report(customer_id, entry, "read", 0);
}

// The platform takes such a message first and says later that it did not go.
Task<void> Phones::fail(std::string recipient, Entry entry, int code) {
    co_await pause(delivered_after);
    if (customers_.find(recipient) != nullptr) {
        report(recipient, entry, "failed", code);
        co_return;
    }
    pump_.post(unknown_recipient_webhook(options_, recipient, entry), "statuses.failed");
}

void Phones::report(std::string const& customer_id, Entry const& entry, std::string_view status, int code) {
    auto* const customer = customers_.find(customer_id);
    if (customer == nullptr) { return; }
    if (auto* const shown = customer->find(entry.id)) { shown->status = status; }
    pump_.post(status_webhook(options_, *customer, entry, status, code), "statuses." + std::string{status});
    changes_.happened();
}

Task<void> Phones::pause(std::chrono::milliseconds time) {
    auto timer = boost::asio::steady_timer{executor_, time};
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

void Phones::spawn(Task<void> task) {
    boost::asio::co_spawn(executor_, std::move(task), [](std::exception_ptr const& failed) {
        if (failed) { log::error("sandbox_phone_failed"); }
    });
}

}  // namespace balie::sandbox
