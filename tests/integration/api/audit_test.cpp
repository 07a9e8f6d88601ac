// The audit log as an admin and an auditor read it: newest first, by person, action and time, page by page.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class AuditApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();

    // One line a day from 1 January 2026 on.
    void write(std::string const& action, UserId user, int day) {
        as_superuser_in_balie(
            "INSERT INTO audit_log (account_id, at, user_id, action, subject_type, subject_id, detail) "
            "VALUES (" +
            to_string(staff.account) + ", '2026-01-0" + std::to_string(day) + "T09:00:00Z', " +
            (user ? to_string(user) : "NULL") + ", '" + action + "', 'user', 7, '{\"role\": \"lead\"}')");
    }
    json asked(std::string const& query, Role role = Role::admin) {
        return json_of(desk.call(request("GET", "/api/v1/audit" + query, staff.tokens.at(role))));
    }
    std::vector<std::string> actions(std::string const& query) {
        auto named = std::vector<std::string>{};
        auto const page = asked(query);
        for (auto const& item : page.at("items")) { named.push_back(item.at("action")); }
        return named;
    }
};

using Names = std::vector<std::string>;

TEST_F(AuditApi, IsNarrowedByPersonActionAndTime) {
    auto const admin = staff.users.at(Role::admin);
    write("user.created", admin, 1);
    write("user.changed", staff.users.at(Role::lead), 2);
    write("inbox.changed", admin, 3);
    write("session.refused", UserId{}, 4);
    auto const january = std::string{"from=2026-01-01T00:00:00Z&until=2026-01-09T00:00:00Z"};

    EXPECT_EQ(actions("?" + january),
              (Names{"session.refused", "inbox.changed", "user.changed", "user.created"}));
    EXPECT_EQ(actions("?action=user&" + january), (Names{"user.changed", "user.created"}));
    EXPECT_EQ(actions("?action=user.&" + january), (Names{"user.changed", "user.created"}));
    EXPECT_EQ(actions("?action=user.created&" + january), (Names{"user.created"}));
    EXPECT_EQ(actions("?action=user.c&" + january), Names{});
    EXPECT_EQ(actions("?user_id=" + to_string(admin) + "&" + january),
              (Names{"inbox.changed", "user.created"}));
    EXPECT_EQ(actions("?from=2026-01-02T00:00:00Z&until=2026-01-03T09:00:00Z"), (Names{"user.changed"}));
    auto const line = asked("?action=session.refused&" + january).at("items").at(0);
    EXPECT_FALSE(line.contains("user_id"));
    EXPECT_EQ(line.at("subject_id"), "7");
    EXPECT_EQ(line.at("detail").at("role"), "lead");
}

TEST_F(AuditApi, IsReadPageByPage) {
    for (auto const day : {1, 2, 3}) { write("team.changed", staff.users.at(Role::admin), day); }

    auto const first = asked("?action=team&limit=2");
    auto const second = asked("?action=team&limit=2&cursor=" + first.at("next_cursor").get<std::string>());

    EXPECT_EQ(first.at("items").size(), 2U);
    EXPECT_EQ(second.at("items").size(), 1U);
    EXPECT_EQ(second.at("items").at(0).at("at"), "2026-01-01T09:00:00Z");
    EXPECT_FALSE(second.contains("next_cursor"));
}

TEST_F(AuditApi, IsTheirsAlone) {
    auto const others = desk.staff();
    write("user.created", staff.users.at(Role::admin), 1);

    EXPECT_TRUE(asked("", Role::auditor).contains("items"));
    EXPECT_EQ(asked("", Role::lead).value("reason", ""), "role");
    auto const theirs = json_of(
        desk.call(request("GET", "/api/v1/audit?until=2026-01-09T00:00:00Z", others.tokens.at(Role::admin))));
    EXPECT_EQ(theirs.at("items").size(), 0U);
    EXPECT_EQ(asked("?action=Boom!").at("status"), 422);
    EXPECT_EQ(asked("?from=yesterday").at("status"), 422);
}

TEST_F(AuditApi, TellsEveryChangeOfTheDesk) {
    auto const change = json{{"name", "Bank Noord"}, {"locale", "en"}, {"reopen_within_days", 14}};
    ASSERT_EQ(
        desk.call(request("PATCH", "/api/v1/account", staff.tokens.at(Role::admin), change.dump())).status,
        200);
    EXPECT_EQ(asked("?action=account.changed").at("items").at(0).at("detail"), change);
}

TEST_F(AuditApi, TellsOfLabelsAndTeamsThatCameAndWent) {
    for (auto const* const kind : {"label", "team"}) {
        auto const path = std::string{"/api/v1/"} + kind + 's';
        auto body = json{{"name", "Storing"}};
        if (kind == std::string_view{"label"}) { body["color"] = "#112233"; }
        auto const made = desk.call(request("POST", path, staff.tokens.at(Role::admin), body.dump()));
        ASSERT_EQ(made.status, 201) << made.body;
        auto const one = path + '/' + json_of(made).at("id").get<std::string>();
        EXPECT_EQ(desk.call(request("PATCH", one, staff.tokens.at(Role::admin), "{}")).status, 200);
        EXPECT_EQ(
            desk.call(request("PATCH", one, staff.tokens.at(Role::admin), R"({"name": "Onrust"})")).status,
            200);
        EXPECT_EQ(desk.call(request("DELETE", one, staff.tokens.at(Role::admin))).status, 204);
    }

    EXPECT_EQ(actions("?action=label"), (Names{"label.removed", "label.changed", "label.created"}));
    EXPECT_EQ(actions("?action=team"), (Names{"team.dissolved", "team.changed", "team.created"}));
    EXPECT_EQ(asked("?action=label.removed").at("items").at(0).at("detail").at("name"), "Onrust");
}

TEST_F(AuditApi, TellsNothingOfAChangeOfNothing) {
    ASSERT_EQ(desk.call(request("PATCH", "/api/v1/account", staff.tokens.at(Role::admin), "{}")).status, 200);
    EXPECT_EQ(actions("?action=account"), Names{});

    auto const user = "/api/v1/users/" + to_string(staff.users.at(Role::agent));
    ASSERT_EQ(desk.call(request("PATCH", user, staff.tokens.at(Role::admin), "{}")).status, 200);
    EXPECT_EQ(actions("?action=user.changed"), Names{});
}

}  // namespace
}  // namespace balie::test
