// Numbers in any spelling, and whole mail addresses, through the front door.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class PhoneNumbers : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();

    http::Response ask(std::string method, std::string path, json const& body = {}, Role role = Role::agent) {
        return desk.call(request(std::move(method), "/api/v1" + path, staff.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    json made(std::string const& name, std::string const& phone) {
        auto const answer = ask("POST", "/contacts", {{"name", name}, {"phone", phone}});
        EXPECT_EQ(answer.status, 201) << answer.body;
        return json_of(answer);
    }
    std::size_t found(std::string const& typed) {
        return json_of(ask("GET", "/contacts?q=" + typed)).at("items").size();
    }
};

TEST_F(PhoneNumbers, ANationalNumberIsKeptInternationally) {
    auto const contact = made("Fictieve Noor", "06-1234 5678");

    EXPECT_EQ(contact.at("phone"), "+31612345678");
    EXPECT_EQ(contact.at("phone_formatted"), "+31 6 12345678");
    auto const changed =
        ask("PATCH", "/contacts/" + contact.at("id").get<std::string>(), {{"phone", "0031 20 624 1111"}});
    EXPECT_EQ(json_of(changed).at("phone"), "+31206241111");
}

TEST_F(PhoneNumbers, TheCountryIsTheAccounts) {
    EXPECT_EQ(ask("PATCH", "/account", {{"default_country", "BE"}}, Role::admin).status, 200);
    EXPECT_EQ(ask("PATCH", "/account", {{"default_country", "XX"}}, Role::admin).status, 422);

    EXPECT_EQ(made("Fictieve Noor", "0471 23 45 67").at("phone"), "+32471234567");
    EXPECT_EQ(json_of(ask("GET", "/account")).at("default_country"), "BE");
    EXPECT_EQ(found("0471%2023"), 1U);
}

TEST_F(PhoneNumbers, WhatIsNoNumberIsRefusedAndEmptied) {
    auto const refused = ask("POST", "/contacts", {{"name", "Fictieve Noor"}, {"phone", "06-12"}});
    auto const contact = made("Fictieve Noor", "0612345678");
    auto const cleared =
        ask("PATCH", "/contacts/" + contact.at("id").get<std::string>(), {{"phone", nullptr}});

    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused).at("errors").at(0).at("field"), "phone");
    EXPECT_FALSE(json_of(cleared).contains("phone"));
}

TEST_F(PhoneNumbers, EverySpellingFindsIt) {
    made("Fictieve Noor", "0612345678");
    made("Fictieve Sem", "0698765432");

    for (auto const* typed :
         {"06-12", "0612345678", "%2B31%20(0)6%2012345678", "00316123", "%2B316123", "31612"}) {
        EXPECT_EQ(found(typed), 1U) << typed;
    }
    EXPECT_EQ(found("06-13"), 0U);
}

// The index of words follows the journal; who has just written an address down looks for it at once.
TEST_F(PhoneNumbers, AWholeMailAddressIsFoundAtOnce) {
    auto const contact = made("Fictieve Noor", "0612345678");
    auto const changed = ask("PATCH", "/contacts/" + contact.at("id").get<std::string>(),
                             {{"email", "Noor@Voorbeeld.example"}});
    ASSERT_EQ(changed.status, 200) << changed.body;

    EXPECT_EQ(found("noor@voorbeeld.EXAMPLE"), 1U);
    EXPECT_EQ(found("noor@voorbeeld.exampl"), 0U);
    EXPECT_EQ(found("sem@voorbeeld.example"), 0U);
}

TEST_F(PhoneNumbers, ATypedNumberSuggestsWhoWritesFromIt) {
    auto const inbox = to_string(desk.inbox(staff.account));
    auto const typed = made("Fictieve Noor", "0612345678").at("id").get<std::string>();
    as_superuser_in_balie(
        "WITH c AS (INSERT INTO contacts (account_id, id, name) VALUES (" + to_string(staff.account) +
        ", nextval('contact_ids'), 'Noor') RETURNING id) "
        "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) SELECT " +
        to_string(staff.account) + ", nextval('contact_identity_ids'), id, " + inbox +
        ", 'phone', '31612345678' FROM c");

    auto const answer = json_of(ask("GET", "/contacts/" + typed + "/suggestions", {}, Role::lead));

    ASSERT_EQ(answer.at("items").size(), 1U);
    EXPECT_EQ(answer.at("items")[0].at("contact").at("name"), "Noor");
    EXPECT_EQ(answer.at("items")[0].at("reasons"), json{"phone"});
}

// The word that a text message came from is of that kind too, and proves nothing.
TEST_F(PhoneNumbers, AProvedIdInTwoInboxesIsSuggested) {
    auto const one = to_string(desk.inbox(staff.account));
    auto const two = to_string(desk.inbox(staff.account));
    auto const person = [&](std::string const& inbox) {
        auto const rows = as_superuser_in_balie(
            "WITH c AS (INSERT INTO contacts (account_id, id, name) VALUES (" + to_string(staff.account) +
            ", nextval('contact_ids'), 'Noor') RETURNING id) "
            "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) SELECT " +
            to_string(staff.account) + ", nextval('contact_identity_ids'), id, " + inbox +
            ", 'external', 'klant-7' FROM c RETURNING contact_id");
        return to_string(rows.front().id<Contact>("contact_id"));
    };
    auto const first = person(one);
    auto const second = person(two);
    auto const suggested = [&] {
        return json_of(ask("GET", "/contacts/" + first + "/suggestions", {}, Role::lead));
    };
    EXPECT_TRUE(suggested().at("items").empty());
    as_superuser_in_balie("UPDATE inboxes SET channel = 'webchat' WHERE account_id = " +
                          to_string(staff.account) + " AND id IN (" + one + ", " + two + ")");

    auto const answer = suggested();

    ASSERT_EQ(answer.at("items").size(), 1U);
    EXPECT_EQ(answer.at("items")[0].at("contact").at("id"), second);
    EXPECT_EQ(answer.at("items")[0].at("reasons"), json{"external"});
}

}  // namespace
}  // namespace balie::test
