// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status (2026-07)
#include <connectors/whatsapp/status.hpp>

#include <connectors/whatsapp/contact.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::whatsapp {
namespace {

using json::Object;

struct StatusWord {
    std::string_view word;
    std::optional<DeliveryStatus> status;  // absent: known, and no matter of delivery
};

constexpr auto window_closed_code = std::string_view{"131047"};

// A voice message that was played has been read. "deleted" tells of the customer's own telephone.
constexpr auto status_words = std::to_array<StatusWord>({
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::read},
    {"played", DeliveryStatus::read},
    {"failed", DeliveryStatus::failed},
    {"deleted", std::nullopt},
    {"warning", std::nullopt},
});

struct StatedError {
    std::string code;
    std::string title;
    std::string detail;
};

StatedError stated_error(Object const& error) {
    auto const* const extra = json::object_in(error, "error_data");
    auto stated = StatedError{json::word(error, "code"), json::text(error, "title"), {}};
    if (stated.title.empty()) { stated.title = json::text(error, "message"); }
    stated.detail = extra == nullptr ? json::text(error, "details") : json::text(*extra, "details");
    if (stated.detail.empty()) { stated.detail = json::text(error, "message"); }
    return stated;
}

// The first error gives the code; the others are told in the detail.
void read_errors(Object const& item, DeliveryUpdate& update) {
    auto const* const errors = json::array_in(item, "errors");
    if (errors == nullptr) { return; }
    for (auto const& one : *errors) {
        auto const* const error = one.if_object();
        if (error == nullptr) { continue; }
        auto stated = stated_error(*error);
        update.window_closed = update.window_closed || stated.code == window_closed_code;
        if (update.error_code.empty() && update.error_title.empty()) {
            update.error_code = std::move(stated.code);
            update.error_title = std::move(stated.title);
            update.error_detail = std::move(stated.detail);
        } else {
            update.error_detail += " · " + stated.code + ' ' + stated.title;
        }
    }
}

std::vector<IdentityValue> identities_then(Object const& item, std::string_view moment) {
    auto identities = std::vector<IdentityValue>{};
    auto const take = [&](std::string_view key, IdentityKind kind) {
        auto const* const pair = json::object_in(item, key);
        auto value = pair == nullptr ? std::string{} : id_in(*pair, moment);
        if (!value.empty()) { identities.emplace_back(kind, std::move(value)); }
    };
    take("user_id", IdentityKind::bsuid);
    take("parent_user_id", IdentityKind::parent_bsuid);
    // The number stays what it is: it ties both moments to one person.
    auto const numbers =
        identities.empty() ? std::vector<IdentityValue>{} : identities_of(item, {"wa_id", "", ""});
    identities.insert(identities.end(), numbers.begin(), numbers.end());
    return identities;
}

}  // namespace

std::optional<InboundEvent> status_event(Change const& change, json::Value const& value) {
    auto const* const item = value.if_object();
    if (item == nullptr) { return unreadable("status is not an object", value); }
    auto const word = json::view(*item, "status");
    auto const known = std::find_if(status_words.begin(), status_words.end(),
                                    [word](auto const& one) { return one.word == word; });
    auto update = DeliveryUpdate{};
    update.address = change.address;
    update.external_id = id_in(*item, "id");
    if (update.external_id.empty()) { return unreadable("status without id", value); }
    if (known == status_words.end()) { return unreadable("unknown status", value); }
    if (!known->status) { return std::nullopt; }
    update.status = *known->status;
    update.platform_at = time_in(*item, "timestamp");
    read_errors(*item, update);
    update.opaque = id_in(*item, "biz_opaque_callback_data");
    if (auto const* const pricing = json::object_in(*item, "pricing")) {
        update.pricing_category = name_in(*pricing, "category");
    }
    return update;
}

InboundEvent account_error_event(Change const& change, json::Value const& value) {
    auto const* const item = value.if_object();
    if (item == nullptr) { return unreadable("error is not an object", value); }
    auto stated = stated_error(*item);
    return ChannelNotice{change.address, "account_error", std::move(stated.code), std::move(stated.title),
                         std::move(stated.detail)};
}

InboundEvent user_id_event(Change const& change, json::Value const& value) {
    auto const* const item = value.if_object();
    if (item == nullptr) { return unreadable("user id update is not an object", value); }
    auto update = IdentityChange{};
    update.address = change.address;
    update.previous = identities_then(*item, "previous");
    update.current = identities_then(*item, "current");
    if (update.previous.empty() || update.current.empty()) {
        return unreadable("user id update without ids", value);
    }
    // These items have no id of their own; the change itself is what must not be taken twice.
    update.external_id =
        "user_id_update:" + update.previous.front().value + ':' + update.current.front().value;
    update.text = json::text(*item, "detail");
    update.platform_at = time_in(*item, "timestamp");
    return update;
}

}  // namespace balie::connectors::whatsapp
