// An e-mail inbox by REST: what the desk makes itself, what it refuses, and where passwords may go.
#include "integration/api/desk.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

json settings() {
    return {{"address", "Service@Winkel.example"},
            {"imap_host", "imap.winkel.example"},
            {"imap_password", "SENTINEL-IN"},
            {"smtp_host", "smtp.winkel.example"},
            {"smtp_password", "SENTINEL-OUT"}};
}

class EmailInboxes : public testing::Test {
protected:
    http::Response connect(json const& wanted) {
        auto const body = json{{"name", "E-mail"}, {"channel", "email"}, {"settings", wanted}};
        return desk.call(request("POST", "/api/v1/inboxes", staff.tokens.at(Role::admin), body.dump()));
    }
    http::Response change(std::string const& id, json const& wanted) {
        auto const body = json{{"settings", wanted}};
        return desk.call(
            request("PATCH", "/api/v1/inboxes/" + id, staff.tokens.at(Role::admin), body.dump()));
    }

    Desk& desk = Desk::shared();
    Staff staff = desk.staff();
};

TEST_F(EmailInboxes, HaveAKeyThatTheDeskMakes) {
    auto const made = connect(settings());

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(json_of(made).at("address"), "service@winkel.example");
    EXPECT_EQ(json_of(made).at("secrets_set"), (json{"imap_password", "reply_key", "smtp_password"}));
    EXPECT_EQ(made.body.find("SENTINEL"), std::string::npos);
}

TEST_F(EmailInboxes, SendNoPasswordToAnotherHost) {
    auto const id = json_of(connect(settings())).at("id").get<std::string>();

    auto const same = change(id, {{"imap_host", "imap.winkel.example"}});
    auto const other = change(id, {{"imap_host", "elders.example"}});
    auto const given = change(id, {{"smtp_host", "elders.example"}, {"smtp_password", "NEW"}});

    EXPECT_EQ(json_of(same).at("secrets_set").size(), 3U);
    EXPECT_EQ(json_of(other).at("secrets_set"), (json{"reply_key", "smtp_password"}));
    EXPECT_EQ(json_of(given).at("secrets_set"), (json{"reply_key", "smtp_password"}));
}

TEST_F(EmailInboxes, TakeSoundSettingsOnly) {
    auto wanted = settings();
    wanted["imap_security"] = "ssl";

    auto const refused = connect(wanted);

    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused).at("errors").at(0).at("field"), "settings.imap_security");
}

}  // namespace
}  // namespace balie::test
