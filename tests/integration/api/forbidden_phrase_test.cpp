// What an administrator does to the forbidden phrases, and what of it the audit log keeps.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

constexpr auto path = "/api/v1/forbidden-phrases";

TEST(ForbiddenPhrases, AChangeOfNothingIsNotWrittenInTheAuditLog) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const& admin = staff.tokens.at(Role::admin);
    auto phrase = json{{"phrase", "beste koop"}, {"explanation", "Mag niet."}};
    auto const made = desk.call(request("POST", path, admin, phrase.dump()));
    ASSERT_EQ(made.status, 201) << made.body;
    auto const own = std::string{path} + "/" + json_of(made).at("id").get<std::string>();
    auto const put = [&] { return desk.call(request("PUT", own, admin, phrase.dump())); };
    auto const changes = [&staff] {
        return as_superuser_in_balie(
                   "SELECT 1 FROM audit_log WHERE action = 'forbidden_phrase.changed' AND account_id = " +
                   to_string(staff.account))
            .size();
    };

    auto const repeated = put();
    EXPECT_EQ(repeated.status, 200);
    EXPECT_EQ(json_of(repeated), json_of(made));
    EXPECT_EQ(changes(), 0U);
    phrase["explanation"] = "Zeg het anders.";
    EXPECT_EQ(put().status, 200);
    EXPECT_EQ(changes(), 1U);
    phrase["phrase"] = "Beste koop";
    EXPECT_EQ(json_of(put()).at("phrase"), "Beste koop");
    EXPECT_EQ(changes(), 2U);
}

TEST(ForbiddenPhrases, WhatIsNotThereOrHasNoWordIsNotChanged) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const& admin = staff.tokens.at(Role::admin);
    auto const made = desk.call(request("POST", path, admin, R"({"phrase":"beste koop"})"));
    auto const own = std::string{path} + "/" + json_of(made).at("id").get<std::string>();

    EXPECT_EQ(desk.call(request("PUT", own, admin, R"({"phrase":"?!"})")).status, 422);
    EXPECT_EQ(
        desk.call(request("PUT", std::string{path} + "/999999999", admin, R"({"phrase":"koop"})")).status,
        404);
}

}  // namespace
}  // namespace balie::test
