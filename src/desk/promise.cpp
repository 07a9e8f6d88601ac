// The conversation's row holds the promise, and its lock orders those who make one.
#include "desk/promise.hpp"

#include "desk/telling.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"
#include "store/promises.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
using conversations::Standing;
using nlohmann::json;

constexpr auto reminder_before = std::chrono::minutes{10};
constexpr auto at_once_max = std::int64_t{200};

// The promiser's name; absent where nobody promises any more.
Result<std::string> judged(journal::Work& work, access::Actor const& actor, Standing const& standing,
                           PromiseWish const& wish, Time now) {
    if (wish.user_id != actor.user && actor.role == Role::agent) {
        return Error{ErrorCode::forbidden, "you promise for yourself alone", "somebody_else", "user_id"};
    }
    if (!wish.at) { return std::string{}; }
    if (*wish.at <= now) {
        return Error{ErrorCode::unprocessable, "at must be in the future", "out_of_range", "at"};
    }
    auto const name =
        conversations::assignable(work.transaction(), actor.account, standing.inbox_id, wish.user_id);
    if (!name) {
        return Error{ErrorCode::unprocessable, "this user takes no conversations of this inbox",
                     "no_such_user", "user_id"};
    }
    return *name;
}

// What is promised and not kept yet.
std::optional<Promise> open_promise(journal::Work& work, AccountId account, Standing const& standing) {
    if (!standing.has_promise) { return {}; }
    return std::move(conversations::find_many(work.transaction(), account, {standing.id}).front().promise);
}

// Nobody's word is replaced unseen. Times are compared as they are shown.
Result<void> is_as_shown(std::optional<Promise> const& open, PromiseWish const& wish, UserId actor) {
    auto const shown = [](std::optional<Time> at) { return at ? to_rfc3339(*at) : std::string{}; };
    auto const is_so = wish.is_expecting
                           ? shown(wish.expected_at) == shown(open ? std::optional{open->at} : std::nullopt)
                           : !open || open->user_id == actor;
    if (is_so) { return {}; }
    return Error{ErrorCode::conflict,
                 open ? "something else is promised meanwhile" : "nothing is promised any more",
                 "promised_meanwhile"};
}

Result<void> may_stand(Standing const& standing, PromiseWish const& wish) {
    if (!wish.at || standing.status != ConversationStatus::resolved) { return {}; }
    return Error{ErrorCode::conflict, "a resolved conversation takes no promise; open it first", "resolved"};
}

json activity_of(PromiseWish const& wish, std::string const& name) {
    if (!wish.at) { return {{"action", "promise_withdrawn"}}; }
    return {{"action", "promised"},
            {"at", to_rfc3339(*wish.at)},
            {"user", {{"id", to_string(wish.user_id)}, {"name", name}}}};
}

}  // namespace

Result<Conversation> promise(journal::Work& work, access::Actor const& actor, ConversationId id,
                             PromiseWish const& asked, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const before = conversations::lock(work.transaction(), actor, id);
    if (!before) { return before.error(); }
    auto wish = asked;
    if (!wish.user_id) { wish.user_id = actor.user; }
    auto const name = judged(work, actor, *before, wish, now);
    if (!name) { return name.error(); }
    if (auto const may = may_stand(*before, wish); !may) { return may.error(); }
    auto const open = open_promise(work, actor.account, *before);
    if (auto const is_so = is_as_shown(open, wish, actor.user); !is_so) { return is_so.error(); }
    auto after = *before;
    auto promise = std::optional<Promise>{};
    if (wish.at) { promise = Promise{*wish.at, wish.note, wish.user_id, std::nullopt}; }
    store::promises::set(work.transaction(), actor.account, before->id, promise);
    if (promise && !after.assignee_id) {
        after.assignee_id = wish.user_id;
        conversations::write(work.transaction(), actor.account, after);
    }
    note_activity(work, actor, after, activity_of(wish, *name));
    work.tell(event_of(journal::EventType::conversation_updated, *before, after));
    return std::move(conversations::find_many(work.transaction(), actor.account, {before->id}).front());
}

Result<std::int64_t> remind_due(journal::Work& work, AccountId account, Time now) {
    auto const due =
        store::promises::take_due(work.transaction(), account, now + reminder_before, now, at_once_max);
    auto const nobody = access::Actor{account, UserId{}};
    for (auto const& each : due) {
        note_activity(work, account, each.standing, {{"action", "promise_due"}});
        work.tell(event_of(journal::EventType::conversation_updated, each.standing));
        notify(work, nobody, NotificationType::promise_due, each.standing, {each.promiser});
    }
    return static_cast<std::int64_t>(due.size());
}

}  // namespace balie::desk
