// The card of a customer: what is asked, and what of an answer is shown.
#include "desk/context_card.hpp"

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <balie/base/standard_webhook.hpp>

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

constexpr auto secret = "whsec_a2V5IG9mIHRoZSBjYXJkIGluIGEgdGVzdCE=";
constexpr auto now = Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};

CardQuestion question() {
    auto contact = Contact{ContactId{7}};
    contact.name = "Anna";
    contact.note = "Belt vaak";
    return CardQuestion{std::move(contact), {"CRM-12"}};
}

Result<ContextCard> fetched(test::ScriptedHttpClient& http) {
    return test::run(fetch_card(http, {"https://crm.example/card", secret}, question(), now));
}

TEST(ContextCard, IsAskedBySignedPostWithoutColleaguesNotes) {
    auto http = test::ScriptedHttpClient{};
    http.will_answer(200, R"({"title":"Klant 12"})");

    ASSERT_TRUE(fetched(http));

    ASSERT_EQ(http.calls().size(), 1U);
    auto const& call = http.calls().front();
    EXPECT_EQ(call.method, "POST");
    EXPECT_TRUE(verify_standard_webhook(secret, call.headers, call.body, now));
    auto const contact = nlohmann::json::parse(call.body).at("data").at("contact");
    EXPECT_EQ(contact.at("name"), "Anna");
    EXPECT_EQ(contact.at("external_ids").at(0), "CRM-12");
    EXPECT_FALSE(contact.contains("note"));
}

TEST(ContextCard, ShowsTextsAndAddressesOfTheWeb) {
    auto const card = card_in(R"json({"title": "Klant 12", "url": "https://crm.example/12", "secret": "x",
        "fields": [{"label": "Ticket", "value": "T-9", "url": "https://crm.example/t/9"},
                   {"label": "Geldig", "value": true}, {"label": "Ritten", "value": 3},
                   {"label": "Kwaad", "value": "klik", "url": "javascript:alert(1)"}, "geen veld"]})json");

    ASSERT_TRUE(card);
    EXPECT_EQ(card->title, "Klant 12");
    EXPECT_EQ(card->url, "https://crm.example/12");
    ASSERT_EQ(card->fields.size(), 4U);
    EXPECT_EQ(card->fields[0].url, "https://crm.example/t/9");
    EXPECT_EQ(card->fields[1].value, "true");
    EXPECT_EQ(card->fields[2].value, "3");
    EXPECT_EQ(card->fields[3].url, "");
}

TEST(ContextCard, IsCutToWhatAPanelShows) {
    auto answer = nlohmann::json{{"title", std::string(5'000, 't')}, {"fields", nlohmann::json::array()}};
    for (auto at = 0; at < 80; ++at) {
        answer["fields"].push_back({{"label", "l"}, {"value", std::string(5'000, 'v')}});
    }

    auto const card = card_in(answer.dump());

    ASSERT_TRUE(card);
    EXPECT_EQ(card->title.size(), 200U);
    ASSERT_EQ(card->fields.size(), 50U);
    EXPECT_EQ(card->fields.back().value.size(), 1'000U);
}

TEST(ContextCard, WhatIsNoCardIsRefused) {
    for (auto const* const answer : {"", "[]", "null", "{", R"({"fields":[]})", R"({"title":7e999})",
                                     R"({"title":"x","fields":{}})", "\xff"}) {
        auto const card = card_in(answer);
        EXPECT_FALSE(card) << answer;
        if (!card) { EXPECT_EQ(card.error().reason, "bad_card") << answer; }
    }
}

TEST(ContextCard, ASystemThatDoesNotAnswerIsSaidSo) {
    auto http = test::ScriptedHttpClient{};
    http.will_answer(404, "");
    http.will_answer(204, "");
    http.will_answer(500, "oops");
    http.will_answer(302, "");
    http.will_fail(CallStage::before_first_byte);

    EXPECT_EQ(fetched(http).error().reason, "no_card");
    EXPECT_EQ(fetched(http).error().reason, "no_card");
    EXPECT_EQ(fetched(http).error().reason, "card_unavailable");
    EXPECT_EQ(fetched(http).error().reason, "card_unavailable");
    EXPECT_EQ(fetched(http).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace balie::desk
