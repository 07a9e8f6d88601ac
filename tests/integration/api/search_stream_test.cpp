// /inboxes/{id}/search-streams: who may keep them, and what they may be.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class SearchStreamApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();
    InboxId inbox = desk.inbox(staff.account);
    std::string path = "/inboxes/" + to_string(inbox) + "/search-streams";

    SearchStreamApi() {
        as_superuser_in_balie("UPDATE inboxes SET channel = 'x' WHERE id = " + to_string(inbox));
    }
    ~SearchStreamApi() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE id = " + to_string(inbox));
    }

    http::Response call(Staff const& who, Role role, std::string const& method, std::string const& at,
                        json const& body = nullptr) {
        return desk.call(request(method, "/api/v1" + at, who.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    http::Response call(Role role, std::string const& method, std::string const& at,
                        json const& body = nullptr) {
        return call(staff, role, method, at, body);
    }
    std::string made(std::string const& name, std::string const& query) {
        auto const response = call(Role::lead, "POST", path, {{"name", name}, {"query", query}});
        EXPECT_EQ(response.status, 201) << response.body;
        return json_of(response).value("id", "");
    }
    std::string reason(std::string const& query) {
        auto const answer = json_of(call(Role::lead, "POST", path, {{"name", "x"}, {"query", query}}));
        return answer.value("/errors/0/reason"_json_pointer, answer.value("reason", ""));
    }
    std::string row(std::string const& id, std::string const& column) {
        auto const rows = as_superuser_in_balie("SELECT coalesce((" + column +
                                                ")::text, '') AS value FROM search_streams WHERE id = " + id);
        return rows.front().string("value");
    }
};

TEST_F(SearchStreamApi, IsKeptByLeads) {
    auto const id = made(" #fail ", "\"#fail\" Noorderlicht -is:retweet");

    auto const shown = json_of(call(Role::auditor, "GET", path))["items"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["name"], "#fail");
    EXPECT_EQ(shown[0]["query"], "\"#fail\" Noorderlicht -is:retweet");
    EXPECT_EQ(shown[0]["enabled"], true);
    EXPECT_EQ(shown[0]["found"], 0);
    EXPECT_FALSE(shown[0].contains("problem"));

    auto const changed = call(Role::admin, "PATCH", path + "/" + id, {{"enabled", false}});
    EXPECT_EQ(json_of(changed)["enabled"], false);
    EXPECT_EQ(json_of(changed)["name"], "#fail");
    EXPECT_EQ(call(Role::lead, "DELETE", path + "/" + id).status, 204);
    EXPECT_EQ(call(Role::lead, "DELETE", path + "/" + id).status, 404);
    EXPECT_TRUE(json_of(call(Role::lead, "GET", path))["items"].empty());
    auto const audit = as_superuser_in_balie(
        "SELECT string_agg(action, ' ' ORDER BY id) AS actions FROM audit_log WHERE subject_type = "
        "'search_stream' AND subject_id = " +
        id);
    EXPECT_EQ(audit.front().string("actions"),
              "search_stream.created search_stream.changed search_stream.removed");
}

TEST_F(SearchStreamApi, BringsItsLabelAtOnce) {
    made("#fail", "#fail");
    made("Storing", "storing");

    auto const labels = json_of(call(Role::agent, "GET", "/labels"))["items"];
    ASSERT_EQ(labels.size(), 2U);
    EXPECT_EQ(labels[0]["name"], "#fail");
    // A label that is there already is taken as it is.
    EXPECT_EQ(call(Role::lead, "POST", "/labels", {{"name", "Storing"}, {"color", "#123456"}}).status, 409);
}

TEST_F(SearchStreamApi, IsNotForOthers) {
    auto const id = made("#fail", "#fail");
    auto const others = desk.staff();

    EXPECT_EQ(call(Role::agent, "GET", path).status, 403);
    EXPECT_EQ(call(Role::agent, "POST", path, {{"name", "x"}, {"query", "y"}}).status, 403);
    EXPECT_EQ(call(Role::auditor, "DELETE", path + "/" + id).status, 403);
    EXPECT_EQ(call(others, Role::admin, "GET", path).status, 404);
    EXPECT_EQ(call(others, Role::admin, "POST", path, {{"name", "x"}, {"query", "y"}}).status, 404);
    EXPECT_EQ(call(others, Role::admin, "PATCH", path + "/" + id, {{"enabled", false}}).status, 404);
    EXPECT_EQ(call(others, Role::admin, "DELETE", path + "/" + id).status, 404);
    EXPECT_EQ(row(id, "enabled"), "true");
}

TEST_F(SearchStreamApi, IsOfItsOwnInboxOnly) {
    auto const id = made("#fail", "#fail");
    auto const other = desk.inbox(staff.account);
    auto const there = "/inboxes/" + to_string(other) + "/search-streams";

    auto const refused = call(Role::admin, "POST", there, {{"name", "x"}, {"query", "y"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused)["reason"], "not_searchable");
    as_superuser_in_balie("UPDATE inboxes SET channel = 'x' WHERE id = " + to_string(other));
    EXPECT_EQ(call(Role::admin, "PATCH", there + "/" + id, {{"enabled", false}}).status, 404);
    as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE id = " + to_string(other));
}

TEST_F(SearchStreamApi, RefusesWhatIsNoQuery) {
    EXPECT_EQ(reason("   "), "too_short");
    EXPECT_EQ(reason(std::string(513, 'a')), "too_long");
    EXPECT_EQ(reason("-is:retweet lang:nl"), "no_words");
    EXPECT_EQ(reason("\"noorderlicht"), "unpaired");
    EXPECT_EQ(call(Role::lead, "POST", path, {{"name", " "}, {"query", "y"}}).status, 422);
    EXPECT_EQ(call(Role::lead, "POST", path, {{"name", "x"}}).status, 422);
    EXPECT_EQ(call(Role::lead, "POST", path, {{"name", "\u200b\u200b"}, {"query", "y"}}).status, 422);
    EXPECT_TRUE(json_of(call(Role::lead, "GET", path))["items"].empty());
}

TEST_F(SearchStreamApi, HasTenAndEachNameOnce) {
    for (auto number = 0; number < 10; ++number) { made("stream " + std::to_string(number), "storing"); }

    auto const eleventh = call(Role::lead, "POST", path, {{"name", "one more"}, {"query", "storing"}});
    EXPECT_EQ(json_of(eleventh)["reason"], "too_many");
    auto const first = json_of(call(Role::lead, "GET", path))["items"][0]["id"].get<std::string>();
    auto const taken = call(Role::lead, "PATCH", path + "/" + first, {{"name", "stream 5"}});
    EXPECT_EQ(taken.status, 409);
}

TEST_F(SearchStreamApi, BeginsAnewWithAnotherQueryOrSwitchedOnAgain) {
    auto const id = made("#fail", "#fail");
    auto const came_far = [&] {
        as_superuser_in_balie(
            "UPDATE search_streams SET since_id = '1900', problem = 'query_refused', failures = 2, "
            "begins_at = now() - interval '9 days' WHERE id = " +
            id);
    };
    came_far();
    call(Role::lead, "PATCH", path + "/" + id, {{"name", "Faal"}, {"query", "#fail"}, {"enabled", true}});
    EXPECT_EQ(row(id, "since_id"), "1900");

    call(Role::lead, "PATCH", path + "/" + id, {{"query", "#faal"}});
    EXPECT_EQ(row(id, "since_id"), "");
    EXPECT_EQ(row(id, "problem"), "");
    EXPECT_EQ(row(id, "begins_at > now() - interval '61 minutes'"), "true");

    came_far();
    call(Role::lead, "PATCH", path + "/" + id, {{"enabled", false}});
    EXPECT_EQ(row(id, "since_id"), "1900");
    call(Role::lead, "PATCH", path + "/" + id, {{"enabled", true}});
    EXPECT_EQ(row(id, "since_id"), "");
}

TEST_F(SearchStreamApi, ShowsItsProblemAndTheInboxsHealthDoes) {
    auto const id = made("#fail", "#fail");
    as_superuser_in_balie(
        "UPDATE search_streams SET problem = 'not_allowed', problem_detail = 'Client Forbidden' WHERE id = " +
        id);

    auto const shown = json_of(call(Role::lead, "GET", path))["items"][0]["problem"];
    EXPECT_EQ(shown["reason"], "not_allowed");
    EXPECT_EQ(shown["detail"], "Client Forbidden");
    auto const health =
        json_of(call(Role::lead, "GET", "/inboxes/" + to_string(inbox) + "/health"))["checks"];
    auto found = json{};
    for (auto const& check : health) {
        if (check["name"] == "search_streams") { found = check; }
    }
    EXPECT_EQ(found["ok"], false) << health;
    EXPECT_EQ(found["detail"], "#fail");
}

TEST_F(SearchStreamApi, HasACeilingThatAdministratorsSet) {
    auto const id = made("#fail", "#fail");
    auto const stream_at = path + "/" + id;

    auto const refused = call(Role::lead, "PATCH", stream_at, {{"hourly_posts_max", 500}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(json_of(refused)["reason"], "admins_only");
    EXPECT_EQ(json_of(call(Role::lead, "GET", path))["items"][0]["hourly_posts_max"], 100);
    EXPECT_EQ(call(Role::admin, "PATCH", stream_at, {{"hourly_posts_max", 9}}).status, 422);
    auto const changed = call(Role::admin, "PATCH", stream_at, {{"hourly_posts_max", 50}});
    EXPECT_EQ(json_of(changed)["hourly_posts_max"], 50);
}

TEST_F(SearchStreamApi, SaysUntilWhenItIsPausedAndAHigherCeilingEndsThat) {
    auto const id = made("#fail", "#fail");
    as_superuser_in_balie(
        "UPDATE search_streams SET problem = 'ceiling_reached', hour_began_at = '2026-11-23T10:00:00Z', "
        "due_at = now() + interval '1 hour' WHERE id = " +
        id);

    auto const shown = json_of(call(Role::lead, "GET", path))["items"][0];
    EXPECT_EQ(shown["problem"]["reason"], "ceiling_reached");
    EXPECT_EQ(shown["paused_until"].get<std::string>().substr(0, 19), "2026-11-23T11:00:00");
    auto const health =
        json_of(call(Role::lead, "GET", "/inboxes/" + to_string(inbox) + "/health"))["checks"];
    auto checks = std::map<std::string, json>{};
    for (auto const& check : health) { checks[check["name"]] = check; }
    EXPECT_EQ(checks["search_streams"]["ok"], true);
    EXPECT_EQ(checks["search_stream_ceilings"]["ok"], false);
    EXPECT_EQ(checks["search_stream_ceilings"]["detail"], "#fail");

    call(Role::admin, "PATCH", path + "/" + id, {{"hourly_posts_max", 90}});
    EXPECT_EQ(row(id, "problem"), "ceiling_reached");
    call(Role::admin, "PATCH", path + "/" + id, {{"hourly_posts_max", 200}});
    EXPECT_EQ(row(id, "problem"), "");
    EXPECT_EQ(row(id, "due_at <= now()"), "true");
}

TEST_F(SearchStreamApi, LeavesNoLineForAChangeOfNothing) {
    auto const id = made("#fail", "#fail");

    auto const answer = call(Role::lead, "PATCH", path + "/" + id, json::object());

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(json_of(answer)["version"], 1);
    auto const audit = as_superuser_in_balie(
        "SELECT count(*) AS number FROM audit_log WHERE action = 'search_stream.changed' AND subject_id = " +
        id);
    EXPECT_EQ(audit.front().integer("number"), 0);
}

}  // namespace
}  // namespace balie::test
