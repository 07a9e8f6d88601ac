// Connecting inboxes: which settings are taken, and that secrets only go in.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

nlohmann::json settings() {
    return {{"phone_number_id", a_platform_id()},
            {"waba_id", "1"},
            {"access_token", "SENTINEL-TOKEN"},
            {"app_secret", "SENTINEL-SECRET"},
            {"verify_token", "SENTINEL-VERIFY"}};
}

http::Response connect(Desk& desk, Staff const& staff, nlohmann::json const& wanted) {
    auto const body = nlohmann::json{{"name", "Winkel"}, {"channel", "whatsapp"}, {"settings", wanted}};
    return desk.call(request("POST", "/api/v1/inboxes", staff.tokens.at(Role::admin), body.dump()));
}

http::Response change(Desk& desk, Staff const& staff, std::string const& id, nlohmann::json const& body) {
    return desk.call(request("PATCH", "/api/v1/inboxes/" + id, staff.tokens.at(Role::admin), body.dump()));
}

std::size_t secrets_set(http::Response const& response) { return json_of(response).at("secrets_set").size(); }

TEST(Inboxes, SecretsGoInAndNeverComeOut) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();

    auto const made = connect(desk, staff, settings());
    auto const id = json_of(made).at("id").get<std::string>();

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(json_of(made).at("webhook_url"), "http://127.0.0.1:8080/webhooks/whatsapp/" + id);
    EXPECT_EQ(secrets_set(made), 3U);
    for (auto const& role : {Role::admin, Role::lead, Role::auditor}) {
        for (auto const& target : {"/api/v1/inboxes", "/api/v1/inboxes/"}) {
            auto const suffix = std::string{target}.ends_with('/') ? id : "";
            EXPECT_EQ(desk.call(request("GET", target + suffix, staff.tokens.at(role))).body.find("SENTINEL"),
                      std::string::npos);
        }
    }
    EXPECT_EQ(as_superuser_in_balie("SELECT 1 FROM inboxes i WHERE i::text LIKE '%SENTINEL%'").size(), 0U);
    EXPECT_EQ(as_superuser_in_balie("SELECT 1 FROM audit_log i WHERE i::text LIKE '%SENTINEL%'").size(), 0U);
}

TEST(Inboxes, AChangeOfNothingIsNotWrittenInTheAuditLog) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const id = json_of(connect(desk, staff, settings())).at("id").get<std::string>();
    auto const changes = [&staff] {
        return as_superuser_in_balie(
                   "SELECT 1 FROM audit_log WHERE action = 'inbox.changed' AND account_id = " +
                   to_string(staff.account))
            .size();
    };

    EXPECT_EQ(change(desk, staff, id, nlohmann::json::object()).status, 200);
    EXPECT_EQ(change(desk, staff, id, {{"name", "Winkel"}}).status, 200);
    EXPECT_EQ(change(desk, staff, id, {{"settings", {{"waba_id", " 1 "}}}}).status, 200);
    EXPECT_EQ(changes(), 0U);
    EXPECT_EQ(change(desk, staff, id, {{"name", "Balie"}}).status, 200);
    EXPECT_EQ(changes(), 1U);
    EXPECT_EQ(change(desk, staff, id, {{"settings", {{"waba_id", "2"}}}}).status, 200);
    EXPECT_EQ(changes(), 2U);
}

// Beside a setting that stays as it is only the other one is named; a secret counts as changed whenever it is given.
TEST(Inboxes, TheAuditLogNamesOnlyWhatChanged) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const wanted = settings();
    auto const id = json_of(connect(desk, staff, wanted)).at("id").get<std::string>();
    auto given = nlohmann::json{{"waba_id", "2"}, {"access_token", "SENTINEL-TOKEN"}};
    given["phone_number_id"] = wanted.at("phone_number_id");

    ASSERT_EQ(change(desk, staff, id, {{"settings", given}}).status, 200);

    auto const rows = as_superuser_in_balie(
        "SELECT detail::text AS detail FROM audit_log WHERE action = 'inbox.changed' AND account_id = " +
        to_string(staff.account));
    ASSERT_EQ(rows.size(), 1U);
    auto const detail = nlohmann::json::parse(rows.front().string("detail"));
    EXPECT_EQ(detail.at("settings"), nlohmann::json::array({"waba_id"}));
    EXPECT_EQ(detail.at("secrets"), nlohmann::json::array({"access_token"}));
}

TEST(Inboxes, AStolenCiphertextOpensNowhereElse) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const first = to_string(desk.inbox(staff.account));
    auto const second = desk.inbox(staff.account);
    as_superuser_in_balie("UPDATE inboxes SET secrets = (SELECT secrets FROM inboxes WHERE id = " + first +
                          ") WHERE id = " + to_string(second));

    auto const opened =
        database().run_here(staff.account.value, [&](db::Transaction& transaction) -> Result<Secrets> {
            return store::inboxes::open_secrets(
                store::inboxes::find(transaction, staff.account, second).value(), desk.house().box);
        });

    EXPECT_FALSE(opened);
}

TEST(Inboxes, ImpossibleSettingsAreNamed) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const fault = [&](nlohmann::json const& wanted) {
        auto const response = connect(desk, staff, wanted);
        return std::to_string(response.status) + ' ' + json_of(response).value("reason", "") + ' ' +
               (json_of(response).contains("errors") ? json_of(response).at("errors").at(0).value("field", "")
                                                     : "");
    };
    auto unknown = settings();
    unknown["account_id"] = "1";
    auto absent = settings();
    absent.erase("app_secret");
    auto number = settings();
    number["waba_id"] = 1;
    auto spelled = settings();
    spelled["phone_number_id"] = "my number";
    auto inside = settings();
    inside["api_base"] = "http://169.254.169.254";

    EXPECT_EQ(fault(unknown), "422 unknown_field settings.account_id");
    EXPECT_EQ(fault(absent), "422 required settings.app_secret");
    EXPECT_EQ(fault(number), "422 ill_typed settings.waba_id");
    EXPECT_EQ(fault(spelled), "422 not_digits settings.phone_number_id");
    EXPECT_EQ(fault(inside), "422 forbidden_address settings.api_base");
    for (auto const* const secret : {"a\r\nX-Evil: 1", "a\nb", "a\tb", "a\x7f", "a\x01"}) {
        auto broken = settings();
        broken["access_token"] = secret;
        EXPECT_EQ(fault(broken), "422 ill_typed settings.access_token");
    }
}

TEST(Inboxes, AnAddressIsConnectedOnce) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const wanted = settings();

    EXPECT_EQ(connect(desk, staff, wanted).status, 201);
    EXPECT_EQ(connect(desk, staff, wanted).status, 409);
    EXPECT_EQ(connect(desk, desk.staff(), wanted).status, 201);
}

TEST(Inboxes, AnotherHostLosesTheSecretsThatItWasNotGiven) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const id = json_of(connect(desk, staff, settings())).at("id").get<std::string>();

    auto const renamed = change(desk, staff, id, {{"name", "Balie"}, {"settings", {{"waba_id", "2"}}}});
    EXPECT_EQ(secrets_set(renamed), 3U);
    EXPECT_EQ(json_of(renamed).at("settings").at("waba_id"), "2");

    auto const moved =
        change(desk, staff, id,
               {{"settings", {{"api_base", "https://graph.example.org"}, {"access_token", "new"}}}});
    EXPECT_EQ(json_of(moved).at("secrets_set"), nlohmann::json::array({"access_token"}));
    auto const lines = as_superuser_in_balie(
        "SELECT detail::text AS detail FROM audit_log WHERE action = 'inbox.secrets_cleared' AND account_id "
        "= " +
        to_string(staff.account));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines.front().string("detail").find("app_secret"), std::string::npos);

    auto const back = change(desk, staff, id, {{"settings", {{"api_base", nullptr}}}});
    EXPECT_EQ(secrets_set(back), 0U);
}

TEST(Inboxes, ARemovedOneIsGoneAndItsAddressFree) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const wanted = settings();
    auto const id = json_of(connect(desk, staff, wanted)).at("id").get<std::string>();

    EXPECT_EQ(desk.call(request("DELETE", "/api/v1/inboxes/" + id, staff.tokens.at(Role::admin))).status,
              204);

    EXPECT_EQ(desk.call(request("GET", "/api/v1/inboxes/" + id, staff.tokens.at(Role::admin))).status, 404);
    EXPECT_EQ(connect(desk, staff, wanted).status, 201);
}

TEST(Inboxes, PagesFollowTheNames) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    for (auto number = 0; number < 5; ++number) { desk.inbox(staff.account); }
    auto seen = std::size_t{0};
    auto cursor = std::string{};

    do {
        auto const page = json_of(
            desk.call(request("GET", "/api/v1/inboxes?limit=2" + cursor, staff.tokens.at(Role::admin))));
        seen += page.at("items").size();
        cursor = page.contains("next_cursor") ? "&cursor=" + page.at("next_cursor").get<std::string>() : "";
    } while (!cursor.empty());

    EXPECT_EQ(seen, 5U);
}

}  // namespace
}  // namespace balie::test
