#include "desk/push_rules.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
using store::events::EventRow;
using store::web_pushes::NewPush;

constexpr auto news_lasts = std::chrono::minutes{10};
constexpr auto tries_last = std::chrono::minutes{30};
constexpr auto first_wait = std::chrono::seconds{5};
constexpr auto longest_wait = std::chrono::minutes{5};
constexpr auto doublings_max = std::int64_t{6};

std::string text_of(nlohmann::json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool concerns(EventRow const& event, Heard const& heard, Listener const& listener) {
    auto const& [subscription, actor, rules, clock, looked_until] = listener;
    if (event.at < looked_until) { return false; }
    if (event.notification) {
        return event.user == actor.user && heard.notifications.contains(event.notification);
    }
    return heard.messages.contains(event.message) && (!event.assignee || event.assignee == actor.user) &&
           !rules.silenced.contains(to_string(event.inbox)) &&
           access::may_see(actor, {event.inbox, event.team, event.assignee});
}

bool is_news(EventRow const& event, Time now) {
    return now - event.at < news_lasts &&
           (event.type == "message.created" || event.type == "notification.created");
}

// Seconds; a date is not read, for no push service writes one.
std::optional<std::chrono::seconds> retry_after(HttpAnswer const& answer) {
    auto const text = header(answer.headers, "Retry-After");
    auto seconds = std::int64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc{} || end != text.data() + text.size() || seconds < 0) { return std::nullopt; }
    return std::chrono::seconds{std::min(seconds, std::int64_t{86'400})};
}

PushDecision again(store::web_pushes::Push const& push, std::optional<std::chrono::seconds> asked, Time now,
                   double draw) {
    auto const doubled = first_wait * (std::int64_t{1} << std::min(push.tries, doublings_max));
    auto const wait = std::min<std::chrono::microseconds>(doubled, longest_wait);
    auto const jittered = std::chrono::microseconds{
        static_cast<std::int64_t>(static_cast<double>(wait.count()) * (0.5 + draw / 2))};
    auto const due_at = now + std::max<std::chrono::microseconds>(jittered, asked.value_or(0s));
    if (due_at - push.created_at > tries_last) { return {PushStep::give_up}; }
    return {PushStep::try_again, due_at};
}

}  // namespace

NoticeRules notice_rules(std::string_view json) {
    auto const object = nlohmann::json::parse(json, nullptr, false);
    auto rules = NoticeRules{};
    if (!object.is_object()) { return rules; }
    rules.quiet_from = text_of(object, "quietFrom");
    rules.quiet_to = text_of(object, "quietTo");
    auto const silenced = object.find("silenced");
    if (silenced == object.end() || !silenced->is_array()) { return rules; }
    for (auto const& id : *silenced) {
        if (id.is_string()) { rules.silenced.insert(id.get<std::string>()); }
    }
    return rules;
}

bool is_quiet(NoticeRules const& rules, std::string_view clock) {
    auto const& [from, to, silenced] = rules;
    if (from.empty() || to.empty() || from == to) { return false; }
    return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

std::vector<NewPush> pushes_for(std::vector<EventRow> const& events, Heard const& heard,
                                std::vector<Listener> const& listeners, Time now) {
    auto wanted = std::map<std::pair<PushSubscriptionId, ConversationId>, NewPush>{};
    for (auto const& listener : listeners) {
        if (is_quiet(listener.rules, listener.clock)) { continue; }
        for (auto const& event : events) {
            if (!is_news(event, now) || !concerns(event, heard, listener)) { continue; }
            auto const message = event.notification ? MessageId{} : event.message;
            wanted.insert_or_assign(
                {listener.subscription, event.conversation},
                NewPush{listener.subscription, event.conversation, message, event.notification});
        }
    }
    auto pushes = std::vector<NewPush>{};
    for (auto const& [key, push] : wanted) { pushes.push_back(push); }
    return pushes;
}

bool is_wanted(store::web_pushes::Push const& push, access::Actor const& actor) {
    if (push.is_settled || !access::may_see(actor, {push.inbox, push.team, push.assignee})) { return false; }
    if (push.notification) { return push.type.has_value(); }
    return !push.assignee || push.assignee == actor.user;
}

PushDecision decide_push(boost::system::result<HttpAnswer, CallFailure> const& answer,
                         store::web_pushes::Push const& push, Time now, double draw) {
    if (!answer) {
        if (answer.error().refused) { return {PushStep::unsubscribe}; }
        return again(push, std::nullopt, now, draw);
    }
    if (answer->status >= 200 && answer->status < 300) { return {PushStep::done}; }
    if (answer->status == 404 || answer->status == 410) { return {PushStep::unsubscribe}; }
    if (answer->status == 429 || answer->status >= 500) {
        return again(push, retry_after(*answer), now, draw);
    }
    return {PushStep::give_up};
}

}  // namespace balie::desk
