// Who is pushed to and when, what a push says, and what comes of it.
#include "desk/push_rules.hpp"
#include "desk/push_words.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
using store::events::EventRow;
using store::web_pushes::NewPush;
using store::web_pushes::Push;

constexpr auto now = Time{std::chrono::seconds{1'800'000'000}};
constexpr auto anna = UserId{1};
constexpr auto bram = UserId{2};
constexpr auto sales = InboxId{5};

Listener listener(UserId user, std::string clock = "12:00") {
    auto actor = access::Actor{AccountId{1}, user};
    actor.inboxes = {sales};
    return {PushSubscriptionId{user.value * 10}, std::move(actor), {}, std::move(clock), {}};
}

EventRow message(std::int64_t id, UserId assignee = {}) {
    auto event = EventRow{};
    event.at = now - 1s;
    event.type = "message.created";
    event.inbox = sales;
    event.assignee = assignee;
    event.conversation = ConversationId{7};
    event.message = MessageId{id};
    return event;
}

EventRow notification(std::int64_t id, UserId user) {
    auto event = EventRow{};
    event.at = now - 1s;
    event.type = "notification.created";
    event.user = user;
    event.conversation = ConversationId{7};
    event.notification = NotificationId{id};
    return event;
}

std::vector<PushSubscriptionId> told(std::vector<EventRow> const& events, Heard const& heard,
                                     std::vector<Listener> const& listeners) {
    auto subscriptions = std::vector<PushSubscriptionId>{};
    for (auto const& push : pushes_for(events, heard, listeners, now)) {
        subscriptions.push_back(push.subscription);
    }
    return subscriptions;
}

using Told = std::vector<PushSubscriptionId>;
auto const of_anna = PushSubscriptionId{10};
auto const of_bram = PushSubscriptionId{20};
auto const both = std::vector<Listener>{listener(anna), listener(bram)};

TEST(PushRules, WhatIsMineIsForMeAndWhatIsNobodysForAll) {
    auto const heard = Heard{{MessageId{1}}};

    EXPECT_EQ(told({message(1, anna)}, heard, both), (Told{of_anna}));
    EXPECT_EQ(told({message(1)}, heard, both), (Told{of_anna, of_bram}));
}

TEST(PushRules, OnlyOfWhatTheCustomerWrote) { EXPECT_EQ(told({message(1)}, Heard{}, both), Told{}); }

TEST(PushRules, NothingOfAnInboxThatOneDoesNotSee) {
    auto stranger = listener(anna);
    stranger.actor.inboxes = {InboxId{6}};

    EXPECT_EQ(told({message(1)}, Heard{{MessageId{1}}}, {stranger}), Told{});
}

TEST(PushRules, NothingOfAnInboxThatWasSilenced) {
    auto silent = listener(anna);
    silent.rules.silenced = {"5"};

    EXPECT_EQ(told({message(1, anna)}, Heard{{MessageId{1}}}, {silent}), Told{});
    EXPECT_EQ(told({notification(3, anna)}, Heard{{}, {NotificationId{3}}}, {silent}), (Told{of_anna}));
}

TEST(PushRules, NothingInQuietHours) {
    auto sleeper = listener(anna, "23:05");
    sleeper.rules = {"22:00", "07:00"};

    EXPECT_EQ(told({message(1, anna), notification(3, anna)}, Heard{{MessageId{1}}, {NotificationId{3}}},
                   {sleeper}),
              Told{});
}

TEST(PushRules, NothingOfWhatHappenedWhileOneLooked) {
    auto left = listener(anna);
    left.looked_until = now - 500ms;
    EXPECT_EQ(told({message(1)}, Heard{{MessageId{1}}}, {left}), Told{});

    left.looked_until = now - 1s;
    EXPECT_EQ(told({message(1)}, Heard{{MessageId{1}}}, {left}), (Told{of_anna}));
}

TEST(PushRules, QuietHoursMayGoOverMidnight) {
    auto const night = NoticeRules{"22:00", "07:00"};
    EXPECT_TRUE(is_quiet(night, "22:00"));
    EXPECT_TRUE(is_quiet(night, "06:59"));
    EXPECT_FALSE(is_quiet(night, "07:00"));
    EXPECT_FALSE(is_quiet(night, "21:59"));
    auto const lunch = NoticeRules{"12:00", "13:00"};
    EXPECT_TRUE(is_quiet(lunch, "12:30"));
    EXPECT_FALSE(is_quiet(lunch, "13:00"));
    EXPECT_FALSE(is_quiet(NoticeRules{"12:00", "12:00"}, "12:00"));
    EXPECT_FALSE(is_quiet(NoticeRules{"12:00", ""}, "12:30"));
}

TEST(PushRules, ANotificationIsForItsOwnPersonAlone) {
    auto const heard = Heard{{}, {NotificationId{3}}};

    EXPECT_EQ(told({notification(3, bram)}, heard, both), (Told{of_bram}));
    EXPECT_EQ(told({notification(4, bram)}, heard, both), Told{});
}

TEST(PushRules, TheLastOfAConversationStandsForAllOfIt) {
    auto const pushes =
        pushes_for({message(1), message(2)}, Heard{{MessageId{1}, MessageId{2}}}, {listener(anna)}, now);

    ASSERT_EQ(pushes.size(), 1U);
    EXPECT_EQ(pushes.front().message, MessageId{2});
}

TEST(PushRules, WhatHappenedLongAgoIsNoNews) {
    auto old = message(1);
    old.at = now - 10min;

    EXPECT_EQ(told({old}, Heard{{MessageId{1}}}, both), Told{});
}

TEST(PushRules, ReadsTheRulesOfTheBrowserAndForgivesAnythingElse) {
    auto const rules =
        notice_rules(R"({"sound":true,"quietFrom":"22:00","quietTo":"07:00","silenced":["5",6]})");
    EXPECT_EQ(rules.quiet_from, "22:00");
    EXPECT_EQ(rules.quiet_to, "07:00");
    EXPECT_EQ(rules.silenced, (std::set<std::string>{"5"}));

    for (auto const* const text : {"", "null", "7", "[]", "{\"quietFrom\":7,\"silenced\":{}}", "{"}) {
        EXPECT_TRUE(notice_rules(text).quiet_from.empty()) << text;
        EXPECT_TRUE(notice_rules(text).silenced.empty()) << text;
    }
}

Push a_push() {
    auto push = Push{of_anna, ConversationId{7}};
    push.created_at = now;
    push.user = anna;
    push.inbox = sales;
    push.language = "nl";
    push.inbox_name = "Verkoop";
    return push;
}

TEST(PushRules, IsJudgedAgainBeforeItGoes) {
    auto const actor = listener(anna).actor;
    EXPECT_TRUE(is_wanted(a_push(), actor));

    auto settled = a_push();
    settled.is_settled = true;
    EXPECT_FALSE(is_wanted(settled, actor));

    auto taken = a_push();
    taken.assignee = bram;
    EXPECT_FALSE(is_wanted(taken, actor));

    auto moved = a_push();
    moved.inbox = InboxId{6};
    EXPECT_FALSE(is_wanted(moved, actor));

    auto gone = a_push();
    gone.notification = NotificationId{3};
    EXPECT_FALSE(is_wanted(gone, actor));
    gone.type = NotificationType::mention;
    EXPECT_TRUE(is_wanted(gone, actor));
}

boost::system::result<HttpAnswer, CallFailure> answer(int status, Headers headers = {}) {
    auto given = HttpAnswer{};
    given.status = status;
    given.headers = std::move(headers);
    return given;
}

TEST(PushRules, WhatComesOfAPush) {
    EXPECT_EQ(decide_push(answer(201), a_push(), now, 0).step, PushStep::done);
    EXPECT_EQ(decide_push(answer(404), a_push(), now, 0).step, PushStep::unsubscribe);
    EXPECT_EQ(decide_push(answer(410), a_push(), now, 0).step, PushStep::unsubscribe);
    EXPECT_EQ(decide_push(answer(413), a_push(), now, 0).step, PushStep::give_up);
    EXPECT_EQ(decide_push(answer(403), a_push(), now, 0).step, PushStep::give_up);
    EXPECT_EQ(decide_push(answer(429), a_push(), now, 0).step, PushStep::try_again);
    EXPECT_EQ(decide_push(answer(500), a_push(), now, 0).step, PushStep::try_again);
    EXPECT_EQ(decide_push(CallFailure{}, a_push(), now, 0).step, PushStep::try_again);
    auto refused = CallFailure{};
    refused.refused = true;
    EXPECT_EQ(decide_push(refused, a_push(), now, 0).step, PushStep::unsubscribe);
}

TEST(PushRules, TriesLaterEachTimeAndNeverSoonerThanAsked) {
    auto push = a_push();
    EXPECT_EQ(decide_push(answer(503), push, now, 1).due_at, now + 5s);
    EXPECT_EQ(decide_push(answer(503), push, now, 0).due_at, now + 2500ms);
    push.tries = 3;
    EXPECT_EQ(decide_push(answer(503), push, now, 1).due_at, now + 40s);
    push.tries = 60;
    EXPECT_EQ(decide_push(answer(503), push, now, 1).due_at, now + 5min);
    EXPECT_EQ(decide_push(answer(429, {{"retry-after", "600"}}), a_push(), now, 1).due_at, now + 10min);
    EXPECT_EQ(decide_push(answer(429, {{"Retry-After", "soon"}}), a_push(), now, 1).due_at, now + 5s);
}

TEST(PushRules, GivesUpAfterHalfAnHour) {
    EXPECT_EQ(decide_push(answer(503), a_push(), now + 30min, 1).step, PushStep::give_up);
    EXPECT_EQ(decide_push(answer(429, {{"Retry-After", "3600"}}), a_push(), now, 1).step, PushStep::give_up);
}

nlohmann::json said(Push const& push) { return nlohmann::json::parse(push_text(push)); }

TEST(PushWords, NameTheInboxAndNoCustomer) {
    EXPECT_EQ(said(a_push()), (nlohmann::json{{"title", "Nieuw bericht in Verkoop"},
                                              {"body", ""},
                                              {"tag", "conversation-7"},
                                              {"path", "/all/7"}}));
    auto english = a_push();
    english.language = "en";
    EXPECT_EQ(said(english).at("title"), "New message in Verkoop");
}

TEST(PushWords, HoldTheCustomersWordsWhereTheAccountSaysSo) {
    auto push = a_push();
    push.shows_text = true;
    push.contact_name = "Noor";
    push.text = "Waar blijft \"het\"?";
    EXPECT_EQ(said(push).at("title"), "Nieuw bericht van Noor");
    EXPECT_EQ(said(push).at("body"), "Waar blijft \"het\"?");

    push.text = "";
    EXPECT_EQ(said(push).at("body"), "Een bestand");
}

TEST(PushWords, SayWhatConcernsMe) {
    auto push = a_push();
    push.notification = NotificationId{3};
    push.type = NotificationType::mention;
    push.actor_name = "Bram";
    EXPECT_EQ(said(push).at("title"), "Bram noemt jou in een notitie");
    EXPECT_EQ(said(push).at("body"), "Verkoop");

    push.actor_name = "";
    EXPECT_EQ(said(push).at("title"), "Een collega noemt jou in een notitie");
}

}  // namespace
}  // namespace balie::desk
