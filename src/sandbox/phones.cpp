// Every doing changes a thread, posts its webhook and wakes the pages.
#include "sandbox/phones.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>

namespace balie::sandbox {
namespace {

constexpr auto sent_after = std::chrono::milliseconds{50};
constexpr auto delivered_after = std::chrono::milliseconds{400};
constexpr auto read_after = std::chrono::milliseconds{2'000};
constexpr auto a_day_and_some = std::chrono::hours{25};

bool takes_kind(Can const& can, Entry const& entry) {
    if (!entry.media_id.empty()) {
        auto const& kinds = can.files;
        return std::find(kinds.begin(), kinds.end(), entry.type) != kinds.end();
    }
    if (entry.type == "location" || entry.type == "contacts") { return can.shares; }
    return entry.type != "unsupported" || can.unknown_kinds;
}

}  // namespace

bool Phones::may_say(Customer const& customer, Entry const& entry, Post* post) {
    auto const& can = post == nullptr ? platform_.abilities().in_private : platform_.abilities().in_public;
    if (!can || !takes_kind(*can, entry)) { return false; }
    if (platform_.abilities().wants_phone && customer.phone.empty()) { return false; }
    if (!entry.media_id.empty() && line_.media().find(entry.media_id) == nullptr) { return false; }
    if (entry.reply_to.empty()) { return true; }
    auto const* const answered =
        post == nullptr ? line_.thread_of(customer).find(entry.reply_to) : post->find(entry.reply_to);
    return can->replies && answered != nullptr;
}

Entry Phones::prepared(Customer const& customer, Entry entry, std::string id) const {
    entry.id = entry.id.empty() ? std::move(id) : entry.id;
    entry.author = Author::customer;
    entry.author_id = customer.id;
    entry.author_stem = customer.stem;
    entry.at = line_.manners.is_a_day_later ? now() - a_day_and_some : now();
    entry.status = "sent";
    return entry;
}

bool Phones::say(Customer const& customer, Entry entry, Post* post) {
    if (!may_say(customer, entry, post)) { return false; }
    auto id = platform_.new_id(customer, post);
    entry = prepared(customer, std::move(entry), std::move(id));
    auto const* const file = entry.media_id.empty() ? nullptr : line_.media().find(entry.media_id);
    auto& thread = post == nullptr ? line_.thread_of(customer) : post->comments;
    thread.add(std::move(entry));
    tell(platform_.said({&customer, post, &thread.entries.back(), file, nullptr, {}, 0}));
    return true;
}

bool Phones::begin_post(Customer const& customer, Entry entry) {
    auto const& abilities = platform_.abilities();
    if (!abilities.begins_posts || !takes_kind(*abilities.in_public, entry)) { return false; }
    auto id = platform_.new_post_id(customer);
    auto& post = line_.add_post(prepared(customer, std::move(entry), std::move(id)));
    auto const* const file = post.root.media_id.empty() ? nullptr : line_.media().find(post.root.media_id);
    tell(platform_.said({&customer, &post, &post.root, file, nullptr, {}, 0}));
    return true;
}

bool Phones::react(Customer const& customer, std::string_view message_id, std::string const& emoji) {
    auto const found = line_.find(message_id);
    if (found.entry == nullptr) { return false; }
    auto const& can =
        found.post == nullptr ? platform_.abilities().in_private : platform_.abilities().in_public;
    if (!can || !can->reactions) { return false; }
    auto& entry = *found.entry;
    auto const is_own = entry.author == Author::customer && entry.author_id == customer.id;
    (is_own ? entry.own_reaction : entry.other_reaction) = emoji;
    tell(platform_.reacted({&customer, found.post, &entry, nullptr, nullptr, emoji, 0}));
    return true;
}

bool Phones::press(Customer const& customer, std::string_view message_id, std::size_t index) {
    auto& thread = line_.thread_of(customer);
    auto const* const asked = thread.find(message_id);
    if (asked == nullptr || index >= asked->buttons.size()) { return false; }
    auto const button = asked->buttons[index];
    if (button.kind == Button::Kind::link) { return false; }
    auto entry = Entry{};
    entry.text = button.title;
    entry.reply_to = message_id;
    auto id = platform_.new_id(customer, nullptr);
    thread.add(prepared(customer, std::move(entry), std::move(id)));
    tell(platform_.pressed({&customer, nullptr, &thread.entries.back(), nullptr, &button, {}, 0}));
    return true;
}

// What this customer wrote, and may still change.
Found Phones::own(Customer const& customer, std::string_view message_id) {
    auto const found = line_.find(message_id);
    auto const is_own = found.entry != nullptr && found.entry->author == Author::customer &&
                        found.entry->author_id == customer.id && !found.entry->is_deleted;
    return is_own ? found : Found{};
}

bool Phones::edit(Customer const& customer, std::string_view message_id, std::string text) {
    auto const found = own(customer, message_id);
    if (found.entry == nullptr || found.entry->type != "text" || text.empty()) { return false; }
    auto const& can =
        found.post == nullptr ? platform_.abilities().in_private : platform_.abilities().in_public;
    if (!can->edits) { return false; }
    found.entry->text = text;
    ++found.entry->edits;
    tell(platform_.edited({&customer, found.post, found.entry, nullptr, nullptr, std::move(text), 0}));
    return true;
}

bool Phones::revoke(Customer const& customer, std::string_view message_id) {
    auto const found = own(customer, message_id);
    if (found.entry == nullptr) { return false; }
    auto const& can =
        found.post == nullptr ? platform_.abilities().in_private : platform_.abilities().in_public;
    if (!can->deletes) { return false; }
    found.entry->is_deleted = true;
    tell(platform_.revoked({&customer, found.post, found.entry, nullptr, nullptr, {}, 0}));
    return true;
}

bool Phones::change_number(Customer& customer, std::string const& phone) {
    if (customer.phone.empty() || !is_fictional_phone(phone) ||
        line_.customers().at_address(phone) != nullptr) {
        return false;
    }
    auto told = platform_.renumbered({&customer, nullptr, nullptr, nullptr, nullptr, phone, 0});
    if (!told) { return false; }
    customer.phone = phone;
    tell(std::move(told));
    return true;
}

void Phones::arrive(DeskMessage message) {
    if (message.fails_later != 0) { return spawn(fail(std::move(message))); }
    take(message);
    spawn(fare(std::move(message.customer_id), std::move(message.entry)));
}

void Phones::arrive_silently(DeskMessage message) {
    message.entry.status = "delivered";
    take(message);
}

void Phones::take(DeskMessage& message) {
    auto* const post = line_.find_post(message.post_id);
    auto const* const customer = line_.customers().find(message.customer_id);
    changes_.happened();
    if (!message.reaction_to.empty()) {
        auto const target = line_.find(message.reaction_to);
        if (target.entry == nullptr) { return; }
        auto& entry = *target.entry;
        (entry.author == Author::desk ? entry.own_reaction : entry.other_reaction) = message.entry.text;
    } else if (post != nullptr) {
        post->comments.add(message.entry);
        ++post->comments.unseen;
    } else if (customer != nullptr) {
        auto& thread = line_.thread_of(*customer);
        thread.typing_until = {};
        thread.add(message.entry);
        ++thread.unseen;
    }
    if (message.entry.answers_in_private_to.empty()) { return; }
    auto const answered = line_.find(message.entry.answers_in_private_to);
    if (answered.entry != nullptr) { answered.entry->has_private_answer = true; }
}

void Phones::switched_on() {
    for (auto const& [customer, thread] : line_.threads()) {
        for (auto const& entry : thread.entries) {
            if (entry.author == Author::desk && entry.status == "sent") { spawn(deliver(customer, entry)); }
        }
    }
}

Task<void> Phones::fare(std::string customer_id, Entry entry) {
    co_await pause(sent_after);
    report(customer_id, entry, "sent");
    if (line_.find(entry.id).post != nullptr) { co_return; }
    co_await pause(delivered_after);
    co_await deliver(std::move(customer_id), std::move(entry));
}

Task<void> Phones::deliver(std::string customer_id, Entry entry) {
    auto const& abilities = platform_.abilities();
    if (line_.manners.is_off || !line_.manners.reports_delivered) { co_return; }
    if (abilities.tells_delivered) { report(customer_id, entry, "delivered"); }
    co_await pause(read_after);
    if (line_.manners.is_off || !line_.manners.reports_read || !abilities.tells_read) { co_return; }
    report(customer_id, entry, "read");
}

// The platform takes such a message first and says later that it did not go.
Task<void> Phones::fail(DeskMessage message) {
    co_await pause(delivered_after);
    auto const* const customer = line_.customers().find(message.customer_id);
    auto const& code = message.fails_later;
    if (auto const shown = line_.find(message.entry.id); shown.entry != nullptr) {
        shown.entry->status = "failed";
    }
    tell(platform_.fared(
        {customer, nullptr, &message.entry, nullptr, nullptr, "failed", code, message.recipient}));
}

// A reaction is in no thread, and yet told of.
void Phones::report(std::string const& customer_id, Entry const& entry, std::string_view status) {
    auto const found = line_.find(entry.id);
    if (found.entry != nullptr) { found.entry->status = status; }
    auto const* const file = entry.media_id.empty() ? nullptr : line_.media().find(entry.media_id);
    auto const* const shown = found.entry == nullptr ? &entry : found.entry;
    auto const* const customer = line_.customers().find(customer_id);
    tell(platform_.fared({customer, found.post, shown, file, nullptr, std::string{status}, 0}));
}

void Phones::tell(Platform::Told told) {
    if (told) { pump_.post(std::move(*told)); }
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
