// Web Push from the customer's message to the browser.
#include "api/looking.hpp"
#include "integration/desk/pushing_desk.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

using WebPush = PushingDesk;

TEST_F(WebPush, TellsOfANewMessageAndHoldsNoneOfItsWords) {
    auto const cookie = come_in(Role::lead);
    auto const browser = subscribe(cookie);
    auto const key = json_of(ask(cookie, "GET")).at("public_key").get<std::string>();
    customer_says();

    round();
    round();

    ASSERT_EQ(service_.calls.size(), 1U);
    auto const& call = service_.calls.front();
    EXPECT_EQ(call.url, browser.target().endpoint);
    EXPECT_TRUE(header(call.headers, "Authorization").ends_with(", k=" + key));
    auto const text = browser.read(call.body);
    ASSERT_TRUE(text);
    EXPECT_EQ(json::parse(*text), (json{{"title", "Nieuw bericht in Winkel"},
                                        {"body", ""},
                                        {"tag", "conversation-" + conversation_},
                                        {"path", "/all/" + conversation_}}));
    EXPECT_EQ(waiting(), "0");
    EXPECT_TRUE(json_of(ask(cookie, "GET")).at("items").at(0).contains("pushed_at"));
}

TEST_F(WebPush, HoldsTheCustomersWordsWhereTheAccountSaysSo) {
    auto const browser = subscribe(come_in(Role::lead));
    auto const set = desk_.call(request("PATCH", "/api/v1/account", chat_.staff.tokens.at(Role::admin),
                                        R"({"push_shows_text":true})"));
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(json_of(set).at("push_shows_text"), true);
    customer_says();

    round();

    ASSERT_EQ(service_.calls.size(), 1U);
    auto const said = json::parse(browser.read(service_.calls.front().body).value());
    EXPECT_EQ(said.at("title"), "Nieuw bericht van Noor");
    EXPECT_EQ(said.at("body"), "Waar blijft mijn pakket?");
}

TEST_F(WebPush, IsSilentWhileAScreenIsLookedAt) {
    auto const cookie = come_in(Role::lead);
    subscribe(cookie);
    auto const wire = open(page_request("GET", "/api/v1/stream", cookie), {{"type", "hello"}});
    ASSERT_TRUE(settle([&] { return !wire->frames.empty(); }));
    auto const looks = [this] {
        return value("SELECT count(*) FILTER (WHERE until > now())::text AS value FROM push_looks");
    };
    say(*wire, {{"type", "looking"}, {"looking", true}});
    ASSERT_TRUE(settle([&] { return looks() == "1"; }));

    customer_says();
    round();
    EXPECT_TRUE(service_.calls.empty());

    say(*wire, {{"type", "looking"}, {"looking", false}});
    ASSERT_TRUE(settle([&] { return looks() == "0"; }));
    clock_.advance(1min);  // the desk's own clock went on
    customer_says();
    round();
    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(WebPush, AScreenThatFellSilentIsLookedAtByNobody) {
    subscribe(come_in(Role::lead));
    auto actor = access::Actor{chat_.staff.account, chat_.staff.users.at(Role::lead)};
    auto screen = api::Looking{desk_.house().databases.desk, clock_};
    run(screen.look(actor));

    clock_.advance(70s);
    customer_says();
    round();
    EXPECT_TRUE(service_.calls.empty());

    clock_.advance(10s);
    customer_says();
    as_superuser_in_balie("UPDATE events SET at = now() + interval '80 seconds' WHERE account_id = " +
                          to_string(chat_.staff.account));
    round();
    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(WebPush, WhatSomebodySawBeforeTheyLookedAwayIsNotPushed) {
    subscribe(come_in(Role::lead));
    auto actor = access::Actor{chat_.staff.account, chat_.staff.users.at(Role::lead)};
    auto screen = api::Looking{desk_.house().databases.desk, desk_.house().clock};
    run(screen.look(actor));
    customer_says();
    run(screen.look_away(actor));
    clock_.advance(1min);  // the desk's own clock went on

    round();
    EXPECT_TRUE(service_.calls.empty());

    customer_says();
    round();
    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(WebPush, WhoLooksMeanwhileIsNotPushedTo) {
    subscribe(come_in(Role::lead));
    auto busy = HttpAnswer{};
    busy.status = 503;
    service_.answers = {busy};
    customer_says();
    round();
    ASSERT_EQ(waiting(), "1");

    auto screen = api::Looking{desk_.house().databases.desk, clock_};
    run(screen.look(access::Actor{chat_.staff.account, chat_.staff.users.at(Role::lead)}));
    clock_.advance(10s);
    round();

    EXPECT_EQ(service_.calls.size(), 1U);
    EXPECT_EQ(waiting(), "0");
}

TEST_F(WebPush, KeepsToThePersonsOwnRules) {
    auto const silencer = come_in(Role::lead);
    auto const sleeper = come_in(Role::admin);
    subscribe(silencer);
    subscribe(sleeper);
    prefer(silencer, {{"silenced", {chat_.inbox}}});
    prefer(sleeper, {{"quietFrom", "00:00"}, {"quietTo", "24:00"}});

    customer_says();
    round();

    EXPECT_TRUE(service_.calls.empty());
}

TEST_F(WebPush, OnlyForWhoMaySeeTheInbox) {
    subscribe(come_in(Role::agent));

    customer_says();
    round();

    EXPECT_TRUE(service_.calls.empty());
}

TEST_F(WebPush, ANotificationIsForTheOneWhomItConcerns) {
    auto const lead = subscribe(come_in(Role::lead));
    customer_says();
    round();
    subscribe(come_in(Role::admin));
    service_.calls.clear();

    auto const body = json{{"client_id", random_uuid()},
                           {"kind", "note"},
                           {"text", "Kijk jij?"},
                           {"mentions", {to_string(chat_.staff.users.at(Role::lead))}}};
    auto const noted = desk_.call(request("POST", "/api/v1/conversations/" + conversation_ + "/messages",
                                          chat_.staff.tokens.at(Role::admin), body.dump()));
    ASSERT_EQ(noted.status, 201) << noted.body;
    round();

    ASSERT_EQ(service_.calls.size(), 1U);
    auto const said = json::parse(lead.read(service_.calls.front().body).value());
    EXPECT_TRUE(said.at("title").get<std::string>().ends_with("noemt jou in een notitie"));
    EXPECT_EQ(said.at("body"), "Winkel");
}

TEST_F(WebPush, ManyNodesPushOnce) {
    subscribe(come_in(Role::lead));
    auto other = another_node();
    customer_says();

    auto first = false;
    auto second = false;
    auto both = false;
    auto const ended = [&](bool& mine) {
        return [&](std::exception_ptr) {
            mine = true;
            both = first && second;
        };
    };
    boost::asio::co_spawn(desk_.house().network, rounds_.round(), ended(first));
    boost::asio::co_spawn(desk_.house().network, other.round(), ended(second));
    wait_until(both);
    round();

    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(WebPush, APushServiceThatIsSilentHoldsUpNobodyElse) {
    subscribe(come_in(Role::lead));
    subscribe(come_in(Role::admin));
    service_.first_is_silent = true;
    customer_says();

    round();

    EXPECT_EQ(service_.calls.size(), 2U);
    EXPECT_EQ(waiting(), "0");
}

TEST_F(WebPush, ABrowserThatIsGoneIsForgotten) {
    for (auto const status : {404, 410}) {
        subscribe(come_in(Role::lead));
        auto gone = HttpAnswer{};
        gone.status = status;
        service_.answers = {gone};
        customer_says();
        round();

        EXPECT_EQ(subscribed(), "0") << status;
        EXPECT_EQ(waiting(), "0") << status;
    }
}

TEST_F(WebPush, IsTriedAgainWhenThePushServiceSaysSo) {
    auto const browser = subscribe(come_in(Role::lead));
    auto slow = HttpAnswer{};
    slow.status = 429;
    slow.headers = {{"Retry-After", "120"}};
    service_.answers = {slow};
    customer_says();
    round();
    clock_.advance(119s);
    round();
    ASSERT_EQ(service_.calls.size(), 1U);

    clock_.advance(1s);
    round();

    ASSERT_EQ(service_.calls.size(), 2U);
    EXPECT_TRUE(browser.read(service_.calls.back().body));
    EXPECT_EQ(waiting(), "0");
}

TEST_F(WebPush, GivesUpAtLast) {
    subscribe(come_in(Role::lead));
    auto broken = HttpAnswer{};
    broken.status = 500;
    service_.answers = std::deque<HttpAnswer>(60, broken);
    customer_says();

    round();
    for (auto i = 0; i < 28 && waiting() != "0"; ++i) {
        clock_.advance(1min);
        round();
    }
    as_superuser_in_balie("UPDATE sessions SET active_at = now() + interval '1 hour' WHERE account_id = " +
                          to_string(chat_.staff.account));
    clock_.advance(5min);
    round();

    EXPECT_GT(service_.calls.size(), 5U);
    EXPECT_LT(service_.calls.size(), 30U);
    EXPECT_EQ(waiting(), "0");
    EXPECT_EQ(subscribed(), "1");
}

TEST_F(WebPush, TheNextMessageTakesThePlaceOfOneThatIsNotOut) {
    subscribe(come_in(Role::lead));
    customer_says("een");
    customer_says("twee");

    round();

    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(WebPush, EndsWithTheSession) {
    auto const leaves = come_in(Role::lead);
    subscribe(leaves);
    ASSERT_EQ(desk_.call(page_request("DELETE", "/api/v1/session", leaves)).status, 204);
    EXPECT_EQ(subscribed(), "0");

    subscribe(come_in(Role::lead));
    auto const lead = "/api/v1/users/" + to_string(chat_.staff.users.at(Role::lead));
    auto const renewed = desk_.call(request("PATCH", lead, chat_.staff.tokens.at(Role::admin),
                                            R"({"password":"another horse battery staple 7"})"));
    ASSERT_EQ(renewed.status, 200) << renewed.body;
    EXPECT_EQ(subscribed(), "0");

    subscribe(come_in(Role::auditor));
    auto const auditor = "/api/v1/users/" + to_string(chat_.staff.users.at(Role::auditor));
    ASSERT_EQ(desk_.call(request("PATCH", auditor, chat_.staff.tokens.at(Role::admin), R"({"active":false})"))
                  .status,
              200);
    EXPECT_EQ(subscribed(), "0");
}

TEST_F(WebPush, ASessionThatRanOutIsPushedToNoMore) {
    subscribe(come_in(Role::lead));
    auto const of_account = " WHERE account_id = " + to_string(chat_.staff.account);
    auto const hours_later = "UPDATE events SET at = now() + interval '2 hours'" + of_account;
    clock_.advance(2h);
    customer_says();
    as_superuser_in_balie(hours_later);
    round();
    EXPECT_TRUE(service_.calls.empty());

    as_superuser_in_balie("UPDATE sessions SET active_at = now() + interval '2 hours'" + of_account);
    customer_says();
    as_superuser_in_balie(hours_later);
    round();
    EXPECT_EQ(service_.calls.size(), 1U) << "who is at work is pushed to";
}

}  // namespace
}  // namespace balie::test
