// Every route of the whole house, held against a table that is written down a second time, by hand.
#include "integration/api/desk.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace balie::test {
namespace {

enum class May { anyone, all, desk, lead, overview, audit, admin };

// Who may call what. A route that is not here fails the test, and so does a line without a route.
std::map<std::string, May> const& table() {
    static auto const rows = std::map<std::string, May>{
        {"POST /api/v1/session", May::anyone},
        {"GET /api/v1/session", May::all},
        {"DELETE /api/v1/session", May::all},
        {"GET /api/v1/me", May::all},
        {"PUT /api/v1/me/availability", May::all},
        {"PUT /api/v1/me/preferences", May::all},
        {"GET /api/v1/me/tokens", May::all},
        {"POST /api/v1/me/tokens", May::all},
        {"DELETE /api/v1/me/tokens/{id}", May::all},
        {"GET /api/v1/me/push-subscriptions", May::all},
        {"POST /api/v1/me/push-subscriptions", May::all},
        {"DELETE /api/v1/me/push-subscriptions/{id}", May::all},
        {"GET /api/v1/account", May::all},
        {"PATCH /api/v1/account", May::admin},
        {"GET /api/v1/audit", May::audit},
        {"GET /api/v1/users", May::all},
        {"POST /api/v1/users", May::admin},
        {"PATCH /api/v1/users/{id}", May::admin},
        {"GET /api/v1/teams", May::all},
        {"POST /api/v1/teams", May::admin},
        {"PATCH /api/v1/teams/{id}", May::admin},
        {"DELETE /api/v1/teams/{id}", May::admin},
        {"GET /api/v1/labels", May::all},
        {"POST /api/v1/labels", May::lead},
        {"PATCH /api/v1/labels/{id}", May::lead},
        {"DELETE /api/v1/labels/{id}", May::lead},
        {"GET /api/v1/canned-responses", May::all},
        {"POST /api/v1/canned-responses", May::desk},
        {"PATCH /api/v1/canned-responses/{id}", May::desk},
        {"DELETE /api/v1/canned-responses/{id}", May::desk},
        {"GET /api/v1/channels", May::admin},
        {"GET /api/v1/inboxes", May::all},
        {"POST /api/v1/inboxes", May::admin},
        {"GET /api/v1/inboxes/{id}", May::all},
        {"PATCH /api/v1/inboxes/{id}", May::admin},
        {"DELETE /api/v1/inboxes/{id}", May::admin},
        {"GET /api/v1/inboxes/{id}/members", May::overview},
        {"PUT /api/v1/inboxes/{id}/members", May::admin},
        {"GET /api/v1/inboxes/{id}/retention", May::admin},
        {"PUT /api/v1/inboxes/{id}/retention", May::admin},
        {"GET /api/v1/inboxes/{id}/satisfaction-survey", May::admin},
        {"PUT /api/v1/inboxes/{id}/satisfaction-survey", May::admin},
        {"GET /api/v1/inboxes/{id}/templates", May::all},
        {"GET /api/v1/inboxes/{id}/health", May::lead},
        {"POST /api/v1/inboxes/{id}/subscribe", May::admin},
        {"POST /api/v1/inboxes/{id}/inbound", May::admin},
        {"GET /api/v1/conversations", May::all},
        {"POST /api/v1/conversations", May::desk},
        {"POST /api/v1/conversations/next", May::desk},
        {"POST /api/v1/conversations/bulk", May::desk},
        {"PUT /api/v1/conversations/{id}/promise", May::desk},
        {"PUT /api/v1/conversations/{id}/participants", May::desk},
        {"POST /api/v1/conversations/{id}/transfer", May::desk},
        {"DELETE /api/v1/conversations/{id}/transfer", May::desk},
        {"POST /api/v1/conversations/{id}/transfer/accept", May::desk},
        {"POST /api/v1/conversations/{id}/transfer/return", May::desk},
        {"GET /api/v1/conversations/{id}/export", May::all},
        {"POST /api/v1/conversations/{id}/macros/{macro_id}", May::desk},
        {"PUT /api/v1/contacts/{id}/blocked", May::desk},
        {"GET /api/v1/macros", May::all},
        {"POST /api/v1/macros", May::desk},
        {"PATCH /api/v1/macros/{id}", May::desk},
        {"DELETE /api/v1/macros/{id}", May::desk},
        {"GET /api/v1/articles", May::all},
        {"POST /api/v1/articles", May::lead},
        {"PATCH /api/v1/articles/{id}", May::lead},
        {"DELETE /api/v1/articles/{id}", May::lead},
        {"GET /api/v1/attribute-definitions", May::all},
        {"POST /api/v1/attribute-definitions", May::admin},
        {"PATCH /api/v1/attribute-definitions/{id}", May::admin},
        {"DELETE /api/v1/attribute-definitions/{id}", May::admin},
        {"GET /api/v1/sla-policies", May::all},
        {"POST /api/v1/sla-policies", May::admin},
        {"PATCH /api/v1/sla-policies/{id}", May::admin},
        {"DELETE /api/v1/sla-policies/{id}", May::admin},
        {"GET /api/v1/forbidden-phrases", May::all},
        {"POST /api/v1/forbidden-phrases", May::admin},
        {"PUT /api/v1/forbidden-phrases/{id}", May::admin},
        {"DELETE /api/v1/forbidden-phrases/{id}", May::admin},
        {"GET /api/v1/inboxes/{id}/search-streams", May::overview},
        {"POST /api/v1/inboxes/{id}/search-streams", May::lead},
        {"PATCH /api/v1/inboxes/{id}/search-streams/{stream_id}", May::lead},
        {"DELETE /api/v1/inboxes/{id}/search-streams/{stream_id}", May::lead},
        {"GET /api/v1/account/context-card", May::admin},
        {"PUT /api/v1/account/context-card", May::admin},
        {"DELETE /api/v1/account/context-card", May::admin},
        {"GET /api/v1/contacts/{id}/card", May::all},
        {"GET /api/v1/conversations/{id}/similar", May::all},
        {"POST /api/v1/messages/{id}/approve", May::lead},
        {"GET /api/v1/notifications", May::all},
        {"PUT /api/v1/notifications/read", May::all},
        {"GET /api/v1/views", May::all},
        {"POST /api/v1/views", May::desk},
        {"GET /api/v1/views/counts", May::all},
        {"PATCH /api/v1/views/{id}", May::desk},
        {"DELETE /api/v1/views/{id}", May::desk},
        {"GET /api/v1/conversations/{id}", May::all},
        {"PATCH /api/v1/conversations/{id}", May::desk},
        {"PUT /api/v1/conversations/{id}/assignee", May::desk},
        {"PUT /api/v1/conversations/{id}/status", May::desk},
        {"PUT /api/v1/conversations/{id}/priority", May::desk},
        {"GET /api/v1/conversations/{id}/hold", May::overview},
        {"PUT /api/v1/conversations/{id}/hold", May::admin},
        {"PUT /api/v1/conversations/{id}/labels", May::desk},
        {"PUT /api/v1/conversations/{id}/read", May::desk},
        {"GET /api/v1/conversations/{id}/drafts", May::all},
        {"PUT /api/v1/conversations/{id}/draft", May::desk},
        {"GET /api/v1/conversations/{id}/messages", May::all},
        {"POST /api/v1/conversations/{id}/messages", May::desk},
        {"POST /api/v1/messages/{id}/retry", May::desk},
        {"POST /api/v1/messages/{id}/cancel", May::desk},
        {"POST /api/v1/messages/{id}/confirm", May::desk},
        {"GET /api/v1/messages/{id}/raw", May::overview},
        {"POST /api/v1/messages/{id}/private-reply", May::desk},
        {"PUT /api/v1/messages/{id}/hidden", May::desk},
        {"POST /api/v1/messages/{id}/remove", May::desk},
        {"POST /api/v1/attachments", May::desk},
        {"GET /api/v1/attachments/{id}/content", May::all},
        {"GET /api/v1/contacts", May::all},
        {"POST /api/v1/contacts", May::desk},
        {"DELETE /api/v1/contacts/{id}", May::admin},
        {"GET /api/v1/contacts/{id}/export", May::admin},
        {"POST /api/v1/contacts/import", May::admin},
        {"GET /api/v1/contacts/export", May::admin},
        {"GET /api/v1/contacts/{id}", May::all},
        {"PATCH /api/v1/contacts/{id}", May::desk},
        {"GET /api/v1/contacts/{id}/conversations", May::all},
        {"POST /api/v1/contacts/{id}/merge", May::desk},
        {"POST /api/v1/contacts/{id}/unmerge", May::desk},
        {"GET /api/v1/contacts/{id}/merges", May::all},
        {"POST /api/v1/conversations/{id}/merge", May::desk},
        {"POST /api/v1/conversations/{id}/side-questions", May::desk},
        {"POST /api/v1/side-questions/{id}/withdraw", May::desk},
        {"POST /api/v1/conversations/{id}/unmerge", May::desk},
        {"GET /api/v1/conversations/{id}/merges", May::all},
        {"GET /api/v1/contacts/{id}/satisfaction", May::all},
        {"GET /api/v1/contacts/{id}/pages", May::all},
        {"GET /api/v1/contacts/{id}/suggestions", May::all},
        {"GET /api/v1/search", May::all},
        {"GET /api/v1/queue", May::all},
        {"GET /api/v1/quarantine", May::admin},
        {"POST /api/v1/quarantine/{id}/replay", May::admin},
        {"GET /api/v1/stream", May::all},
        {"GET /api/v1/openapi.json", May::anyone},
    };
    return rows;
}

bool may(May row, Role role) {
    switch (row) {
        case May::anyone:
        case May::all:
            return true;
        case May::desk:
            return role != Role::auditor;
        case May::lead:
            return role == Role::admin || role == Role::lead;
        case May::overview:
            return role != Role::agent;
        case May::audit:
            return role == Role::admin || role == Role::auditor;
        case May::admin:
            return role == Role::admin;
    }
    return false;
}

std::string name_of(api::Route const& route) { return route.method + ' ' + route.pattern; }

// The pattern with an id of this account, or of nobody, in every gap.
std::string filled(std::string pattern, std::string const& id) {
    for (auto begin = pattern.find('{'); begin != std::string::npos; begin = pattern.find('{')) {
        pattern.replace(begin, pattern.find('}') - begin + 1, id);
    }
    return pattern;
}

bool is_api(api::Route const& route) { return route.policy.surface() == api::Surface::api; }

// A refusal by the policy, as against one by the handler: only the policy gives these reasons.
bool is_refused_by_policy(http::Response const& response) {
    if (response.status == 401) { return true; }
    auto const reason = json_of(response).is_object() ? json_of(response).value("reason", "") : "";
    return response.status == 403 && reason == "role";
}

TEST(Policy, TheTableNamesEveryRouteAndNoOther) {
    auto routes = std::set<std::string>{};
    for (auto const& route : Desk::shared().routes().all()) {
        if (is_api(route)) { routes.insert(name_of(route)); }
    }
    auto rows = std::set<std::string>{};
    for (auto const& [name, may_do] : table()) { rows.insert(name); }

    EXPECT_EQ(routes, rows);
}

TEST(Policy, NobodyComesInWithoutShowingWhoTheyAre) {
    auto& desk = Desk::shared();
    for (auto const& route : desk.routes().all()) {
        if (!is_api(route) || table().at(name_of(route)) == May::anyone) { continue; }
        auto const target = filled(route.pattern, "1");
        for (auto const* const token : {"", "no-such-token", "0123456789012345678901234567890123456789012"}) {
            auto const response = desk.call(request(route.method, target, token));

            EXPECT_EQ(response.status, 401) << name_of(route);
            EXPECT_EQ(header(response.headers, "Content-Type"), "application/problem+json");
        }
    }
}

TEST(Policy, EveryRoleMayDoWhatTheTableSaysAndNoMore) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto decisions = 0;
    for (auto const& route : desk.routes().all()) {
        if (!is_api(route) || route.policy.is_open() || route.pattern == "/api/v1/session") { continue; }
        for (auto const& [role, token] : staff.tokens) {
            // An id that nobody has: what is allowed finds nothing, and so changes nothing.
            auto const response =
                desk.call(request(route.method, filled(route.pattern, "999999999999"), token));

            ++decisions;
            EXPECT_EQ(!is_refused_by_policy(response), may(table().at(name_of(route)), role))
                << name_of(route) << " as " << to_word(role) << ": " << response.status << ' '
                << response.body;
            EXPECT_LT(response.status, 500) << name_of(route) << ' ' << response.body;
        }
    }
    EXPECT_GT(decisions, 200);
}

TEST(Policy, WhatIsOfAnotherAccountIsNotThere) {
    auto& desk = Desk::shared();
    auto const ours = desk.staff();
    auto const theirs = desk.staff();
    auto const inbox = to_string(desk.inbox(theirs.account));
    auto const user = to_string(theirs.users.at(Role::agent));
    auto const admin = ours.tokens.at(Role::admin);

    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + inbox, admin)).status, 404);
    EXPECT_EQ(desk.call(request("PATCH", "/api/v1/inboxes/" + inbox, admin, R"({"name":"x"})")).status, 404);
    EXPECT_EQ(desk.call(request("DELETE", "/api/v1/inboxes/" + inbox, admin)).status, 404);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + inbox + "/members", admin)).status, 404);
    EXPECT_EQ(desk.call(request("PUT", "/api/v1/inboxes/" + inbox + "/members", admin,
                                R"({"user_ids":[],"team_ids":[]})"))
                  .status,
              404);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + inbox + "/templates", admin)).status, 404);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + inbox + "/health", admin)).status, 404);
    EXPECT_EQ(desk.call(request("PATCH", "/api/v1/users/" + user, admin, R"({"name":"x"})")).status, 404);
    EXPECT_EQ(json_of(desk.call(request("GET", "/api/v1/inboxes", admin))).at("items").size(), 0U);
    EXPECT_EQ(json_of(desk.call(request("GET", "/api/v1/users", admin))).at("items").size(), 4U);

    auto const mine = to_string(desk.inbox(ours.account));
    auto const stranger = desk.call(request("PUT", "/api/v1/inboxes/" + mine + "/members", admin,
                                            R"({"team_ids":[],"user_ids":[")" + user + R"("]})"));
    EXPECT_EQ(stranger.status, 422);
}

TEST(Policy, AnAgentSeesTheInboxesThatTheyWorkIn) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const inbox = to_string(desk.inbox(staff.account));
    auto const& agent = staff.tokens.at(Role::agent);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + inbox, agent)).status, 404);

    auto const members = nlohmann::json{{"user_ids", {to_string(staff.users.at(Role::agent))}},
                                        {"team_ids", nlohmann::json::array()}};
    ASSERT_EQ(desk.call(request("PUT", "/api/v1/inboxes/" + inbox + "/members", staff.tokens.at(Role::admin),
                                members.dump()))
                  .status,
              200);

    auto const shown = json_of(desk.call(request("GET", "/api/v1/inboxes/" + inbox, agent)));
    EXPECT_EQ(shown.at("id"), inbox);
    EXPECT_FALSE(shown.contains("webhook_url"));
    EXPECT_FALSE(shown.contains("settings"));
    EXPECT_EQ(json_of(desk.call(request("GET", "/api/v1/inboxes", agent))).at("items").size(), 1U);
}

}  // namespace
}  // namespace balie::test
