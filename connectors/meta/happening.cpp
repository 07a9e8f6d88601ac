// These items have no ids of their own; what they are about and when makes one.
#include <connectors/meta/happening.hpp>

#include <connectors/meta/emoji.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::meta {

using json::Object;
using json::ObjectWriter;

namespace {

struct Handover {
    std::string_view type;
    std::string_view id;     // the kind in a made id
    std::string_view owner;  // the member that names the other app
};

constexpr auto handovers = std::to_array<Handover>({
    {"pass_thread_control", "ho", "new_owner_app_id"},
    {"take_thread_control", "ho_take", "previous_owner_app_id"},
    {"request_thread_control", "ho_request", "requested_owner_app_id"},
});

}  // namespace

bool read_reaction(Events& events, Exchange const& exchange, Object const& stated) {
    auto mid = id_in(stated, "mid");
    if (mid.empty()) { return false; }
    auto change = ReactionChange{};
    change.address = exchange.address;
    change.external_id = "rx:" + exchange.customer + ':' + mid + ':' + exchange.moment;
    // The page's own reaction and the customer's may fall into the same moment.
    if (exchange.direction == Direction::out) { change.external_id += ":out"; }
    change.target_external_id = std::move(mid);
    change.contact = exchange.contact;
    change.direction = exchange.direction;
    change.platform_at = exchange.at;
    if (json::view(stated, "action") != "unreact") {
        change.emoji = name_in(stated, "emoji");
        if (change.emoji.empty()) { change.emoji = emoji_of(name_in(stated, "reaction")); }
        if (change.emoji.empty()) { return false; }
    }
    events.emplace_back(std::move(change));
    return true;
}

// An edit that we cannot read must not blank what the agent sees.
bool read_edit(Events& events, Exchange const& exchange, Object const& stated) {
    auto mid = id_in(stated, "mid");
    auto const* const text = json::member(stated, "text");
    if (mid.empty() || text == nullptr || !text->is_string()) { return false; }
    auto const count = id_in(stated, "num_edit");
    auto edit = MessageEdit{};
    edit.address = exchange.address;
    edit.external_id = mid + ":edited:" + (count.empty() ? exchange.moment : count);
    edit.target_external_id = std::move(mid);
    edit.contact = exchange.contact;
    edit.text = json::text(stated, "text");
    edit.platform_at = exchange.at;
    events.emplace_back(std::move(edit));
    return true;
}

// The customer came back by a link or an advertisement and has said nothing yet.
bool read_referral(Events& events, Exchange const& exchange, Object const&) {
    auto message = message_of(exchange, exchange.made_id("ref"));
    message.kind = MessageKind::activity;
    auto content = ObjectWriter{};
    content.json("system", ObjectWriter{}.text("type", "referral").take());
    message.content = content.value("referral", *json::member(exchange.object, "referral")).take();
    events.emplace_back(std::move(message));
    return true;
}

// The tokens of an opt-in are keys to the customer's attention: they stay in the raw body.
bool read_optin(Events& events, Exchange const& exchange, Object const& stated) {
    auto system = ObjectWriter{};
    system.text("type", "optin").text_if_any("kind", name_in(stated, "type"));
    system.text_if_any("ref", name_in(stated, "ref")).text_if_any("title", name_in(stated, "title"));
    system.text_if_any("status", name_in(stated, "notification_messages_status"));
    events.emplace_back(activity_of(exchange, exchange.made_id("optin"), system));
    return true;
}

bool read_handover(Events& events, Exchange const& exchange, Object const& stated) {
    auto system = ObjectWriter{};
    auto const known = std::find_if(handovers.begin(), handovers.end(), [&exchange](auto const& one) {
        return json::object_in(exchange.object, one.type) != nullptr;
    });
    if (known == handovers.end()) { return false; }
    system.text("type", known->type).text_if_any("owner", id_in(stated, known->owner));
    system.text_if_any("metadata", name_in(stated, "metadata"));
    events.emplace_back(activity_of(exchange, exchange.made_id(known->id), system));
    return true;
}

bool read_account_linking(Events& events, Exchange const& exchange, Object const& stated) {
    auto system = ObjectWriter{};
    system.text("type", "account_linking").text_if_any("status", name_in(stated, "status"));
    events.emplace_back(activity_of(exchange, exchange.made_id("account_linking"), system));
    return true;
}

bool read_policy(Events& events, Exchange const& exchange, Object const& stated) {
    auto notice = ChannelNotice{exchange.address, "policy_enforcement"};
    notice.code = name_in(stated, "action");
    notice.title = json::text(stated, "reason");
    events.emplace_back(std::move(notice));
    return true;
}

bool read_app_roles(Events& events, Exchange const& exchange, Object const&) {
    events.emplace_back(ChannelNotice{exchange.address, "app_roles"});
    return true;
}

}  // namespace balie::connectors::meta
