// Where the card of a customer comes from: who may say so, what is kept of it, and who may ask.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

constexpr auto path = "/account/context-card";
constexpr auto secret = "whsec_a2V5IG9mIHRoZSBjYXJkIGluIGEgdGVzdCE=";

class ContextCardApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();

    http::Response call(Role role, std::string const& method, std::string const& where,
                        json const& body = nullptr) {
        return desk.call(request(method, "/api/v1" + where, staff.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    std::string reason(http::Response const& response) { return json_of(response).value("reason", ""); }
    std::string contact() {
        auto const made = call(Role::admin, "POST", "/contacts", {{"name", "Anna"}});
        return json_of(made).at("id");
    }
};

TEST_F(ContextCardApi, AnAdminSaysWhereAndTheSecretIsShownToNobody) {
    auto const url = json{{"url", "https://crm.example.com/card"}, {"secret", secret}};
    EXPECT_EQ(call(Role::lead, "PUT", path, url).status, 403);
    EXPECT_EQ(call(Role::admin, "GET", path).status, 404);

    auto const set = call(Role::admin, "PUT", path, url);

    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(json_of(set), (json{{"url", "https://crm.example.com/card"}}));
    EXPECT_EQ(json_of(call(Role::agent, "GET", "/account")).at("context_card"), true);
    auto const kept = as_superuser_in_balie("SELECT context_card_secret AS kept FROM accounts WHERE id = " +
                                            to_string(staff.account));
    EXPECT_EQ(kept.front().string("kept").find("a2V5"), std::string::npos);
    EXPECT_EQ(call(Role::admin, "PUT", path, {{"url", "https://crm.example.com/card"}}).status, 200);
    auto const other = call(Role::admin, "PUT", path, {{"url", "https://crm.example.com/other"}});
    EXPECT_EQ(json_of(other).at("errors").at(0).at("field"), "secret");
    EXPECT_EQ(call(Role::admin, "DELETE", path).status, 204);
    EXPECT_FALSE(json_of(call(Role::agent, "GET", "/account")).contains("context_card"));
}

TEST_F(ContextCardApi, OnlyWhatMayBeCalledIsTaken) {
    for (auto const* const url : {"http://crm.example.com/", "https://127.0.0.1/", "https://10.0.0.1/card",
                                  "https://user@crm.example.com/", "file:///etc/passwd"}) {
        auto const refused = call(Role::admin, "PUT", path, {{"url", url}, {"secret", secret}});
        EXPECT_EQ(reason(refused), "forbidden_address") << url;
    }
    auto const no_secret = call(Role::admin, "PUT", path, {{"url", "https://crm.example.com/"}});
    EXPECT_EQ(reason(no_secret), "required");
    auto const ill = call(Role::admin, "PUT", path, {{"url", "https://crm.example.com/"}, {"secret", "!"}});
    EXPECT_EQ(reason(ill), "ill_typed");
}

TEST_F(ContextCardApi, ACardIsOfACustomerThatOneSees) {
    EXPECT_EQ(reason(call(Role::agent, "GET", "/contacts/999999999/card")),
              reason(call(Role::agent, "GET", "/contacts/999999999")));
    EXPECT_EQ(call(Role::agent, "GET", "/contacts/999999999/card").status, 404);
    auto const id = contact();
    EXPECT_EQ(reason(call(Role::admin, "GET", "/contacts/" + id + "/card")), "no_context_card");
    // A name that resolves nowhere: asked, and not answered.
    call(Role::admin, "PUT", path, {{"url", "https://crm.invalid/card"}, {"secret", secret}});
    auto const card = call(Role::admin, "GET", "/contacts/" + id + "/card");
    EXPECT_EQ(card.status, 503);
    EXPECT_EQ(reason(card), "card_unavailable");
    // Of somebody who was erased nobody is asked any more.
    ASSERT_EQ(call(Role::admin, "DELETE", "/contacts/" + id).status, 200);
    auto const none = call(Role::admin, "GET", "/contacts/" + id + "/card");
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(reason(none), "no_card");
}

}  // namespace
}  // namespace balie::test
