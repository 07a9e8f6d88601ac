// Users, passwords, sessions and tokens through the front door.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

http::Response try_password(Desk& desk, std::string const& email, std::string const& password) {
    return desk.call(page_request("POST", "/api/v1/session", {},
                                  nlohmann::json{{"email", email}, {"password", password}}.dump()));
}

http::Response change_user(Desk& desk, Staff const& staff, Role whom, nlohmann::json const& change) {
    return desk.call(request("PATCH", "/api/v1/users/" + to_string(staff.users.at(whom)),
                             staff.tokens.at(Role::admin), change.dump()));
}

std::int64_t audit_lines(AccountId account, std::string const& action) {
    auto const rows = as_superuser_in_balie("SELECT count(*) AS lines FROM audit_log WHERE account_id = " +
                                            to_string(account) + " AND action = '" + action + "'");
    return rows.front().integer("lines");
}

// The line about a refusal is written beside the answer; every other request lets the desk go on with it.
bool is_written(Desk& desk, Staff const& staff, std::string const& action) {
    for (auto tries = 0; tries < 100 && audit_lines(staff.account, action) == 0; ++tries) {
        desk.call(request("GET", "/api/v1/me", staff.tokens.at(Role::agent)));
    }
    return audit_lines(staff.account, action) == 1;
}

TEST(LogIn, AnUnknownNameAndAWrongPasswordAreAnsweredAlike) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();

    auto const wrong = try_password(desk, staff.emails.at(Role::agent), "not the password at all");
    auto const unknown =
        try_password(desk, "nobody-" + random_uuid() + "@desk.example", "not the password at all");

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_TRUE(is_written(desk, staff, "session.refused"));
}

TEST(LogIn, GuessingIsThrottledAndSaysForHowLong) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const email = staff.emails.at(Role::lead);
    auto statuses = std::map<int, int>{};
    auto last = http::Response{};

    for (auto tries = 0; tries < 8; ++tries) {
        last = try_password(desk, email, "wrong password " + std::to_string(tries));
        ++statuses[last.status];
    }

    EXPECT_GE(statuses[401], 4);
    EXPECT_GE(statuses[429], 1);
    EXPECT_EQ(last.status, 429);
    EXPECT_GE(std::stoi(std::string{header(last.headers, "Retry-After")}), 1);
    EXPECT_EQ(try_password(desk, email, desk_password).status, 429);
    EXPECT_EQ(try_password(desk, staff.emails.at(Role::admin), desk_password).status, 200);
}

TEST(LogIn, TheNameIsTakenWithoutRegardToCaseAndSpaces) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto email = staff.emails.at(Role::agent);
    email[0] = 'A';

    EXPECT_EQ(try_password(desk, "  " + email + ' ', desk_password).status, 200);
}

TEST(Users, ANewRoleEndsTheSessionsButAnotherNameDoesNot) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));
    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"name", "Noor"}}).status, 200);
    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", cookie)).status, 200);

    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"role", "lead"}}).status, 200);

    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", cookie)).status, 401);
    EXPECT_EQ(audit_lines(staff.account, "user.changed"), 2);
}

TEST(Users, ANewPasswordEndsTheSessionsAndTheOldOne) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));

    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"password", "another horse 7 battery"}}).status, 200);

    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", cookie)).status, 401);
    EXPECT_EQ(try_password(desk, staff.emails.at(Role::agent), desk_password).status, 401);
    EXPECT_EQ(try_password(desk, staff.emails.at(Role::agent), "another horse 7 battery").status, 200);
}

TEST(Users, TokensDieWithThePasswordAndTheRoleButNotWithTheName) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const status = [&](Role whom) {
        return desk.call(request("GET", "/api/v1/me", staff.tokens.at(whom))).status;
    };

    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"name", "Noor"}, {"role", "agent"}}).status, 200);
    EXPECT_EQ(status(Role::agent), 200);
    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"password", "another horse 7 battery"}}).status, 200);
    EXPECT_EQ(change_user(desk, staff, Role::lead, {{"role", "agent"}}).status, 200);

    EXPECT_EQ(status(Role::agent), 401);
    EXPECT_EQ(status(Role::lead), 401);
}

TEST(Users, WhoeverIsDeactivatedIsOutAtOnce) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));

    EXPECT_EQ(change_user(desk, staff, Role::agent, {{"active", false}}).status, 200);

    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", cookie)).status, 401);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/me", staff.tokens.at(Role::agent))).status, 401);
    EXPECT_EQ(try_password(desk, staff.emails.at(Role::agent), desk_password).status, 401);
}

TEST(Users, AnAccountKeepsAnAdministrator) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();

    EXPECT_EQ(change_user(desk, staff, Role::admin, {{"role", "agent"}}).status, 422);
    EXPECT_EQ(change_user(desk, staff, Role::admin, {{"active", false}}).status, 422);
    EXPECT_EQ(change_user(desk, staff, Role::lead, {{"role", "admin"}}).status, 200);
    EXPECT_EQ(change_user(desk, staff, Role::admin, {{"role", "agent"}}).status, 200);
}

TEST(Users, AnAddressIsOneUsersInTheWholeInstallation) {
    auto& desk = Desk::shared();
    auto const ours = desk.staff();
    auto const theirs = desk.staff();
    auto const body = nlohmann::json{{"email", theirs.emails.at(Role::agent)},
                                     {"name", "x"},
                                     {"role", "agent"},
                                     {"password", desk_password}};

    auto const response =
        desk.call(request("POST", "/api/v1/users", ours.tokens.at(Role::admin), body.dump()));

    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.body.find("Key ("), std::string::npos);
}

TEST(Users, ACommonOrShortPasswordIsRefused) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();

    for (auto const* const password : {"short", "password1234", "Welkom2024!!"}) {
        EXPECT_EQ(change_user(desk, staff, Role::agent, {{"password", password}}).status, 422) << password;
    }
}

TEST(Tokens, AreShownOnceAndKeptAsAHash) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));

    auto const made =
        json_of(desk.call(page_request("POST", "/api/v1/me/tokens", cookie, R"({"name":"script"})")));
    auto const token = made.at("token").get<std::string>();

    EXPECT_EQ(desk.call(request("GET", "/api/v1/me", token)).status, 200);
    auto const list = desk.call(page_request("GET", "/api/v1/me/tokens", cookie));
    EXPECT_EQ(json_of(list).at("items").size(), 2U);
    EXPECT_EQ(list.body.find(token), std::string::npos);
    EXPECT_EQ(as_superuser_in_balie("SELECT 1 FROM api_tokens t WHERE t::text LIKE '%" + token + "%'").size(),
              0U);
    EXPECT_EQ(desk.call(request("POST", "/api/v1/me/tokens", token, R"({"name":"more"})")).status, 403);

    EXPECT_EQ(
        desk.call(page_request("DELETE", "/api/v1/me/tokens/" + made.at("id").get<std::string>(), cookie))
            .status,
        204);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/me", token)).status, 401);
    EXPECT_EQ(
        desk.call(page_request("DELETE", "/api/v1/me/tokens/" + made.at("id").get<std::string>(), cookie))
            .status,
        404);
}

TEST(Me, KeepsTheBrowsersPreferences) {
    auto& desk = Desk::shared();
    auto const token = desk.staff().tokens.at(Role::agent);

    auto const kept = desk.call(request("PUT", "/api/v1/me/preferences", token,
                                        R"({"preferences":{"theme":"dark","keys":{"j":"next"}}})"));

    EXPECT_EQ(json_of(kept).at("preferences").at("keys").at("j"), "next");
    EXPECT_EQ(desk.call(request("PUT", "/api/v1/me/preferences", token, R"({"preferences":[]})")).status,
              422);
    EXPECT_EQ(desk.call(request("PUT", "/api/v1/me/preferences", token, R"({})")).status, 422);
    auto const large = nlohmann::json{{"preferences", {{"x", std::string(20'000, 'x')}}}};
    EXPECT_EQ(desk.call(request("PUT", "/api/v1/me/preferences", token, large.dump())).status, 422);
}

}  // namespace
}  // namespace balie::test
