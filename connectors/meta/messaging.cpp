// https://developers.facebook.com/docs/messenger-platform/webhooks (read 2026-11)
#include <connectors/meta/messaging.hpp>

#include <connectors/meta/content.hpp>
#include <connectors/meta/happening.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::meta {
namespace {

using json::Object;

// Delivered, by the ids when they are given, else all that came before the watermark.
bool read_delivery(Events& events, Exchange const& exchange, Object const& stated) {
    auto const up_to = time_in(stated, "watermark");
    auto const* const mids = json::array_in(stated, "mids");
    if (mids == nullptr || mids->empty()) {
        if (!up_to) { return false; }
        events.emplace_back(Watermark{exchange.address, exchange.contact, DeliveryStatus::delivered, *up_to});
        return true;
    }
    for (auto const& one : *mids) {
        auto update = DeliveryUpdate{};
        update.address = exchange.address;
        if (one.is_string()) { update.external_id = std::string_view{one.get_string()}; }
        update.status = DeliveryStatus::delivered;
        update.platform_at = up_to ? up_to : exchange.at;
        auto const is_id = !update.external_id.empty() && update.external_id.size() <= id_bytes_max &&
                           update.external_id.find('\0') == std::string::npos;
        events.push_back(is_id ? InboundEvent{std::move(update)}
                               : InboundEvent{unreadable("delivery without id", one)});
    }
    return true;
}

// Messenger says until when all is read, Instagram which message was seen.
bool read_read(Events& events, Exchange const& exchange, Object const& stated) {
    if (auto const up_to = time_in(stated, "watermark")) {
        events.emplace_back(Watermark{exchange.address, exchange.contact, DeliveryStatus::read, *up_to});
        return true;
    }
    auto update = DeliveryUpdate{};
    update.address = exchange.address;
    update.external_id = id_in(stated, "mid");
    update.status = DeliveryStatus::read;
    update.platform_at = exchange.at;
    if (update.external_id.empty()) { return false; }
    events.emplace_back(std::move(update));
    return true;
}

bool read_message(Events& events, Exchange const& exchange, Object const& stated) {
    auto event = message_event(exchange, stated);
    if (event) { events.push_back(std::move(*event)); }
    return event.has_value();
}

bool read_postback(Events& events, Exchange const& exchange, Object const& stated) {
    auto event = postback_event(exchange, stated);
    if (event) { events.push_back(std::move(*event)); }
    return event.has_value();
}

// False: the item does not hold what its kind promises.
using Read = bool (*)(Events&, Exchange const&, Object const&);

struct Kind {
    std::string_view key;
    Read read;
    bool is_receipt = false;  // about what the page sent; of the page itself it says nothing
    bool is_nobodys = false;  // about the page, not about a customer
};

constexpr auto kinds = std::to_array<Kind>({
    {"message", read_message},
    {"postback", read_postback},
    {"reaction", read_reaction},
    {"message_edit", read_edit},
    {"delivery", read_delivery, true},
    {"read", read_read, true},
    {"referral", read_referral},
    {"optin", read_optin},
    {"pass_thread_control", read_handover},
    {"take_thread_control", read_handover},
    {"request_thread_control", read_handover},
    {"account_linking", read_account_linking},
    {"policy_enforcement", read_policy, false, true},
    {"policy-enforcement", read_policy, false, true},
    {"app_roles", read_app_roles, false, true},
});

// Another app answers this customer now: what is said is shown, but nobody is asked to answer.
void set_aside(Events& events, std::size_t from) {
    for (auto i = from; i < events.size(); ++i) {
        auto* const message = std::get_if<InboundMessage>(&events[i]);
        if (message == nullptr) { continue; }
        message->kind = MessageKind::activity;
        auto const written = std::string_view{message->content};
        message->content =
            written.empty() ? R"({"standby":true})" : R"({"standby":true,)" + std::string{written.substr(1)};
    }
}

void read_list(Events& events, Platform const& platform, Entry const& entry, std::string_view key) {
    auto const* const stated = json::member(entry.object, key);
    if (stated == nullptr || stated->is_null()) { return; }
    auto const* const items = stated->if_array();
    if (items == nullptr) {
        events.push_back(unreadable(std::string{key} + " is not a list", *stated));
        return;
    }
    for (auto const& item : *items) { read_exchange(events, platform, entry, item); }
}

}  // namespace

void read_messaging(Events& events, Platform const& platform, Entry const& entry) {
    read_list(events, platform, entry, "messaging");
    auto const before = events.size();
    read_list(events, platform, entry, "standby");
    set_aside(events, before);
}

void read_exchange(Events& events, Platform const& platform, Entry const& entry, json::Value const& value) {
    auto const* const item = value.if_object();
    if (item == nullptr) {
        events.push_back(unreadable("item is not an object", value));
        return;
    }
    auto const kind = std::find_if(kinds.begin(), kinds.end(), [item](auto const& one) {
        return json::member(*item, one.key) != nullptr;
    });
    if (kind == kinds.end()) {
        events.push_back(unreadable("a kind of item that is not known", value));
        return;
    }
    auto const exchange = exchange_of(platform, entry, *item);
    if (exchange.contact.identities.empty() && !kind->is_nobodys) {
        events.push_back(unreadable("item of nobody", value));
        return;
    }
    if (kind->is_receipt && exchange.direction == Direction::out) { return; }
    auto const* const stated = json::object_in(*item, kind->key);
    if (stated == nullptr || !kind->read(events, exchange, *stated)) {
        events.push_back(unreadable("item lacks what its kind promises", value));
    }
}

}  // namespace balie::connectors::meta
