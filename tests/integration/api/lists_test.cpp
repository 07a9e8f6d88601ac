// Saved views, counts, "next" and bulk changes as programs see them.
#include "api/cursor.hpp"
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <balie/base/crypto.hpp>

#include <algorithm>

namespace balie::test {
namespace {

using nlohmann::json;

class ListsApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();
    InboxId inbox = desk.inbox(staff.account);

    void SetUp() override {
        call(Role::admin, "PUT", "/inboxes/" + to_string(inbox) + "/members",
             {{"user_ids", {user(Role::agent)}}, {"team_ids", json::array()}});
    }
    std::string user(Role role) const { return to_string(staff.users.at(role)); }
    http::Response call(Role role, std::string const& method, std::string const& path,
                        json const& body = nullptr) {
        return desk.call(request(method, "/api/v1" + path, staff.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    // A conversation of a customer whom nobody answered yet.
    std::string conversation(std::string const& more = "NULL") {
        auto const account = to_string(staff.account);
        auto const sql =
            "WITH k AS (INSERT INTO contacts (account_id, id, name) VALUES (" + account +
            ", nextval('contact_ids'), 'Klant') RETURNING id), d AS (INSERT INTO contact_identities "
            "(account_id, id, contact_id, inbox_id, kind, value) SELECT " +
            account + ", nextval('contact_identity_ids'), id, " + to_string(inbox) + ", 'external', '" +
            random_uuid() +
            "' FROM k RETURNING id, contact_id), n AS (UPDATE conversation_numbers SET last = last + 1 "
            "WHERE account_id = " +
            account +
            " RETURNING last) INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, "
            "identity_id, thread_key, assignee_id, waiting_since) SELECT " +
            account + ", nextval('conversation_ids'), n.last, " + to_string(inbox) +
            ", d.contact_id, d.id, 'i' || d.id, " + more + ", now() FROM d, n RETURNING id";
        return to_string(as_superuser_in_balie(sql).front().id<Conversation>("id"));
    }
    std::vector<std::string> ids_of(http::Response const& response) {
        auto ids = std::vector<std::string>{};
        auto const answer = json_of(response);
        for (auto const& item : answer.at("items")) { ids.push_back(item.at("id")); }
        return ids;
    }
    json count_of(Role role, std::string const& key) {
        auto const answer = json_of(call(role, "GET", "/views/counts"));
        for (auto const& item : answer.at("items")) {
            if (item.at("key") == key) { return item.at("total"); }
        }
        return nullptr;
    }
};

TEST_F(ListsApi, WhatWasNotSentIsListedAndCountedAlsoWhenItsMatterIsResolved) {
    auto const open = conversation();
    auto const resolved = conversation();
    auto const account = to_string(staff.account);
    as_superuser_in_balie(
        "UPDATE conversations SET status = 'resolved', waiting_since = NULL WHERE account_id = " + account +
        " AND id = " + resolved);
    // The last words of each fail, as an attempt does that comes to its end after somebody closed the matter.
    as_superuser_in_balie(
        "WITH m AS (INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, "
        "sender_type, sender_id, status, attempt) SELECT account_id, nextval('message_ids'), id, inbox_id, "
        "'out', "
        "'message', 'Tot ziens', 'user', " +
        user(Role::agent) + ", 'failed', 1 FROM conversations WHERE account_id = " + account +
        " RETURNING account_id, id) SELECT count(*) FROM m");
    as_superuser_in_balie("SELECT weigh_messages(" + account +
                          ", (SELECT array_agg(id) FROM messages WHERE account_id = " + account +
                          "), now()) IS NULL AS none");

    auto found = ids_of(call(Role::agent, "GET", "/conversations?sending=failed&sort=newest"));
    std::ranges::sort(found);

    EXPECT_EQ(found, (std::vector<std::string>{open, resolved}));
    EXPECT_EQ(count_of(Role::agent, "failed"), 2);
}

TEST_F(ListsApi, WhatWaitsForASecondPersonIsListedAndCountedForThoseWhoMayReleaseIt) {
    auto const waits = conversation();
    conversation();
    as_superuser_in_balie(
        "WITH m AS (INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, "
        "kind, text, sender_type, sender_id, status) SELECT account_id, nextval('message_ids'), "
        "id, inbox_id, 'out', 'message', 'Gegarandeerd', 'user', " +
        user(Role::agent) + ", 'awaiting_approval' FROM conversations WHERE account_id = " +
        to_string(staff.account) + " AND id = " + waits + " RETURNING id) SELECT count(*) FROM m");

    auto const listed = json_of(call(Role::lead, "GET", "/conversations?awaiting_approval=true")).at("items");

    ASSERT_EQ(listed.size(), 1);
    EXPECT_EQ(listed[0].at("id"), waits);
    EXPECT_EQ(listed[0].at("awaiting_approval"), true);
    EXPECT_EQ(count_of(Role::lead, "to_approve"), 1);
    EXPECT_EQ(count_of(Role::agent, "to_approve"), nullptr);
}

TEST_F(ListsApi, AViewIsAListUnderAName) {
    auto const mine = conversation(user(Role::agent));
    conversation();
    auto const made = call(Role::agent, "POST", "/views",
                           {{"name", "Van mij"}, {"filter", {{"assignee", "me"}, {"status", {"open"}}}}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto const id = json_of(made).at("id").get<std::string>();

    EXPECT_EQ(ids_of(call(Role::agent, "GET", "/conversations?view=" + id)), std::vector{mine});
    EXPECT_TRUE(ids_of(call(Role::agent, "GET", "/conversations?view=" + id + "&status=resolved")).empty());
    EXPECT_TRUE(ids_of(call(Role::agent, "GET", "/conversations?view=" + id + "&assignee=none")).empty());
    EXPECT_EQ(count_of(Role::agent, "view:" + id), 1);
    EXPECT_EQ(call(Role::lead, "GET", "/conversations?view=" + id).status, 404);
    EXPECT_EQ(count_of(Role::lead, "view:" + id), nullptr);
    auto const changed = json_of(call(Role::agent, "PATCH", "/views/" + id, {{"name", "Mijn werk"}}));
    EXPECT_EQ(changed.at("name"), "Mijn werk");
    EXPECT_EQ(changed.at("filter").at("assignee"), "me");
    EXPECT_EQ(changed.at("version"), 2);
    EXPECT_EQ(call(Role::lead, "DELETE", "/views/" + id).status, 404);
    EXPECT_EQ(call(Role::agent, "DELETE", "/views/" + id).status, 204);
}

TEST_F(ListsApi, PublicAndPrivateStandApart) {
    auto const in_private = conversation();
    auto const in_public = conversation();
    as_superuser_in_balie("UPDATE conversations SET public = true WHERE id = " + in_public);
    auto const made =
        call(Role::agent, "POST", "/views", {{"name", "In het openbaar"}, {"filter", {{"public", true}}}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto const view = json_of(made).at("id").get<std::string>();

    for (auto const* sort : {"newest", "due", "waiting", "priority"}) {
        auto const list = "/conversations?status=open&sort=" + std::string{sort};
        EXPECT_EQ(ids_of(call(Role::agent, "GET", list + "&public=true")), std::vector{in_public}) << sort;
        EXPECT_EQ(ids_of(call(Role::agent, "GET", list + "&public=false")), std::vector{in_private}) << sort;
    }
    EXPECT_EQ(ids_of(call(Role::agent, "GET", "/conversations?waiting=true&public=true")),
              std::vector{in_public});
    EXPECT_EQ(ids_of(call(Role::agent, "GET", "/conversations?view=" + view)), std::vector{in_public});
    EXPECT_TRUE(ids_of(call(Role::agent, "GET", "/conversations?public=false&view=" + view)).empty());
    EXPECT_EQ(count_of(Role::agent, "view:" + view), 1);
    EXPECT_EQ(call(Role::agent, "GET", "/conversations?public=maybe").status, 422);
}

TEST_F(ListsApi, WhatIsForAllIsALeadsToKeep) {
    auto const body = json{{"name", "Iedereen"}, {"visibility", "all"}, {"filter", json::object()}};
    EXPECT_EQ(call(Role::agent, "POST", "/views", body).status, 403);
    auto const made = call(Role::lead, "POST", "/views", body);
    ASSERT_EQ(made.status, 201) << made.body;
    auto const id = json_of(made).at("id").get<std::string>();

    EXPECT_EQ(ids_of(call(Role::agent, "GET", "/views")), std::vector{id});
    EXPECT_EQ(call(Role::agent, "PATCH", "/views/" + id, {{"name", "x"}}).status, 403);
    EXPECT_EQ(call(Role::admin, "PATCH", "/views/" + id, {{"position", 3}}).status, 200);
    auto const team = json{{"name", "Team"}, {"visibility", "team"}, {"filter", json::object()}};
    EXPECT_EQ(json_of(call(Role::lead, "POST", "/views", team)).at("reason"), "required");
    auto const unknown =
        json{{"name", "Team"}, {"visibility", "team"}, {"team_id", "999999999"}, {"filter", json::object()}};
    EXPECT_EQ(json_of(call(Role::lead, "POST", "/views", unknown)).at("reason"), "no_such_team");
}

TEST_F(ListsApi, AFilterIsReadStrictly) {
    for (auto const& filter :
         {json{{"assignee", "somebody"}}, json{{"status", {"ajar"}}}, json{{"promised", "them"}},
          json{{"colour", "red"}}, json{{"inbox_id", {"x"}}}}) {
        auto const refused = call(Role::agent, "POST", "/views", {{"name", "x"}, {"filter", filter}});
        EXPECT_EQ(refused.status, 422) << filter << refused.body;
    }
    for (auto const& query : {"status=open,ajar", "promised=them", "mentioned=you", "sort=age", "view=x"}) {
        EXPECT_EQ(call(Role::agent, "GET", std::string{"/conversations?"} + query).status, 422) << query;
    }
}

TEST_F(ListsApi, WhatIsNamedTwiceIsListedOnce) {
    auto const one = conversation();
    auto const twice = to_string(inbox) + "," + to_string(inbox);
    for (auto const& query : {"inbox_id=" + twice, "inbox_id=" + twice + "&status=open,open&sort=waiting",
                              "inbox_id=" + twice + "&sort=due"}) {
        EXPECT_EQ(ids_of(call(Role::agent, "GET", "/conversations?" + query)), std::vector{one}) << query;
    }
    auto const view = [&](json const& filter) {
        return call(Role::agent, "POST", "/views", {{"name", "x"}, {"filter", filter}});
    };
    auto const kept = json_of(view({{"inbox_id", {to_string(inbox)}}, {"status", {"open", "open"}}}));
    EXPECT_EQ(ids_of(call(Role::agent, "GET", "/conversations?view=" + kept.at("id").get<std::string>())),
              std::vector{one});
    // A body names no id twice.
    EXPECT_EQ(view({{"inbox_id", {to_string(inbox), to_string(inbox)}}}).status, 422);
}

// A cursor of one's own making is at most a place where nothing is.
TEST_F(ListsApi, AHostileCursorIsNoFaultOfOurs) {
    conversation();
    for (auto const* const sort : {"newest", "oldest", "waiting", "due", "priority"}) {
        auto asked = request("GET", std::string{"/api/v1/conversations?sort="} + sort, "");
        for (auto const* const key : {"9223372036854775807", "-9223372036854775808", "4611686018427387904",
                                      "1000000000000000000", "-1000000000000000000", "1"}) {
            auto const cursor = api::cursor_of(api::scope_of(asked), {key, "1"});
            auto const answer =
                call(Role::agent, "GET", std::string{"/conversations?sort="} + sort + "&cursor=" + cursor);
            EXPECT_TRUE(answer.status == 200 || answer.status == 400) << sort << key << answer.body;
        }
    }
}

TEST_F(ListsApi, FiftyViewsOfOnesOwnAreEnough) {
    auto const body = json{{"name", "Nog een"}, {"filter", json::object()}};
    for (auto made = 0; made < 50; ++made) {
        ASSERT_EQ(call(Role::agent, "POST", "/views", body).status, 201);
    }
    EXPECT_EQ(json_of(call(Role::agent, "POST", "/views", body)).at("reason"), "too_many");
}

TEST_F(ListsApi, ManyAreChangedAtOnceAndEachIsJudgedAlone) {
    auto const first = conversation();
    auto const second = conversation();
    auto const bulk = json{{"ids", {first, "999999999", second}},
                           {"action", {{"type", "assign"}, {"assignee_id", user(Role::agent)}}}};

    auto const answer = call(Role::lead, "POST", "/conversations/bulk", bulk);

    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const items = json_of(answer).at("items");
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].at("conversation").at("assignee_id"), user(Role::agent));
    EXPECT_EQ(items[1].at("problem").at("status"), 404);
    EXPECT_EQ(items[2].at("conversation").at("id"), second);
    EXPECT_EQ(json_of(call(Role::agent, "GET", "/notifications?unread=true")).at("unread"), 2);
}

TEST_F(ListsApi, LabelsArePutOnAndTakenOffBesideOthers) {
    auto const label = [&](char const* name) {
        return json_of(call(Role::lead, "POST", "/labels", {{"name", name}, {"color", "#112233"}}))
            .at("id")
            .get<std::string>();
    };
    auto const kept = label("blijft");
    auto const gone = label("weg");
    auto const added = label("nieuw");
    auto const id = conversation();
    call(Role::lead, "PUT", "/conversations/" + id + "/labels", {{"label_ids", {kept, gone}}});

    auto const answer =
        call(Role::lead, "POST", "/conversations/bulk",
             {{"ids", {id}}, {"action", {{"type", "labels"}, {"add", {added}}, {"remove", {gone}}}}});

    auto names = std::vector<std::string>{};
    auto const body = json_of(answer);
    for (auto const& mark : body.at("items").at(0).at("conversation").at("labels")) {
        names.push_back(mark.at("name"));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"blijft", "nieuw"}));
}

TEST_F(ListsApi, ABulkChangeIsReadStrictly) {
    auto const id = conversation();
    for (auto const& body : {json{{"ids", json::array()}, {"action", {{"type", "read"}}}},
                             json{{"ids", {id}}, {"action", {{"type", "burn"}}}},
                             json{{"ids", {id}}, {"action", {{"type", "assign"}}}},
                             json{{"ids", {id}}, {"action", {{"type", "read"}, {"status", "open"}}}},
                             json{{"ids", {id, id}}, {"action", {{"type", "read"}}}}, json{{"ids", {id}}}}) {
        EXPECT_EQ(call(Role::agent, "POST", "/conversations/bulk", body).status, 422) << body;
    }
}

TEST_F(ListsApi, NextAnswersNothingWhenNothingWaits) {
    call(Role::agent, "PUT", "/me/availability", {{"availability", "online"}});
    EXPECT_EQ(call(Role::agent, "POST", "/conversations/next", json::object()).status, 204);
    auto const id = conversation();

    EXPECT_EQ(call(Role::lead, "POST", "/conversations/next", json::object()).status, 409);
    auto const taken = json_of(call(Role::agent, "POST", "/conversations/next", json::object()));
    EXPECT_EQ(taken.at("id"), id);
    EXPECT_EQ(taken.at("assignee_id"), user(Role::agent));
    EXPECT_EQ(count_of(Role::agent, "mine"), 1);
    EXPECT_EQ(count_of(Role::agent, "unassigned"), 0);
}

TEST_F(ListsApi, NotificationsAreReadOneByOneOrAll) {
    auto const first = conversation();
    auto const second = conversation();
    for (auto const& id : {first, second}) {
        call(Role::lead, "PUT", "/conversations/" + id + "/assignee", {{"assignee_id", user(Role::agent)}});
    }
    auto const page = json_of(call(Role::agent, "GET", "/notifications?limit=1"));
    ASSERT_EQ(page.at("items").size(), 1U);
    EXPECT_EQ(page.at("unread"), 2);
    EXPECT_EQ(page.at("items").at(0).at("conversation_id"), second);
    auto const rest = json_of(call(
        Role::agent, "GET", "/notifications?limit=1&cursor=" + page.at("next_cursor").get<std::string>()));
    EXPECT_EQ(rest.at("items").at(0).at("conversation_id"), first);

    auto const id = page.at("items").at(0).at("id");
    EXPECT_EQ(json_of(call(Role::lead, "PUT", "/notifications/read", {{"ids", {id}}})).at("unread"), 0);
    EXPECT_EQ(json_of(call(Role::agent, "PUT", "/notifications/read", {{"ids", {id}}})).at("unread"), 1);
    EXPECT_EQ(json_of(call(Role::agent, "PUT", "/notifications/read", {{"all", true}})).at("unread"), 0);
    EXPECT_EQ(call(Role::agent, "PUT", "/notifications/read", json::object()).status, 422);
}

}  // namespace
}  // namespace balie::test
