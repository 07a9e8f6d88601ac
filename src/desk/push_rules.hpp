// Who is pushed to, and what comes of a push. Pure.
#pragma once

#include "access/actor.hpp"
#include "store/events.hpp"
#include "store/web_pushes.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/push_subscription.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace balie::desk {

// How a person wishes to be called: the same rules as those of sound and notices in the browser.
struct NoticeRules {
    std::string quiet_from = {};  // "22:00"; empty: no quiet hours
    std::string quiet_to = {};
    std::set<std::string> silenced = {};  // inboxes by id
};
// Of `preferences.notices`; what is not as it should be counts as absent.
NoticeRules notice_rules(std::string_view json);
// "22:00" to "07:00" goes over midnight.
bool is_quiet(NoticeRules const& rules, std::string_view clock);

// A browser of somebody who looks at no screen.
struct Listener {
    PushSubscriptionId subscription;
    access::Actor actor;
    NoticeRules rules;
    std::string clock;  // "23:05", where the browser is
    Time looked_until = {};
};

// Which of the events are worth a push at all.
struct Heard {
    std::set<MessageId> messages = {};            // written by customers
    std::set<NotificationId> notifications = {};  // unread, and of another matter than a customer's message
};

// What is mine or nobody's, that I may see, since I looked away, not from an inbox that I silenced and not in my quiet hours; and what
// concerns me. What happened long ago is no news. The last one of a conversation stands for all of it.
std::vector<store::web_pushes::NewPush> pushes_for(std::vector<store::events::EventRow> const& events,
                                                   Heard const& heard, std::vector<Listener> const& listeners,
                                                   Time now);

// Whether a push that was made is still wanted, judged by the rights of now.
bool is_wanted(store::web_pushes::Push const& push, access::Actor const& actor);

enum class PushStep { done, unsubscribe, try_again, give_up };
struct PushDecision {
    PushStep step = PushStep::done;
    Time due_at = {};  // of the next try
};
// 404 and 410 mean that the browser is gone; 429, 5xx and silence are tried again for half an hour, later each time and
// never sooner than Retry-After; anything else will not get better. `draw`: between 0 and 1.
PushDecision decide_push(boost::system::result<HttpAnswer, CallFailure> const& answer,
                         store::web_pushes::Push const& push, Time now, double draw);

}  // namespace balie::desk
