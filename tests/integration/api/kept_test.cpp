// What is kept for agents: canned responses, macros, articles, attributes, policies, the text of a thread, and blocks.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <balie/base/crypto.hpp>

namespace balie::test {
namespace {

using nlohmann::json;

class KeptApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();
    InboxId inbox = desk.inbox(staff.account);

    void SetUp() override {
        call(Role::admin, "PUT", "/inboxes/" + to_string(inbox) + "/members",
             {{"user_ids", {user(Role::agent)}}, {"team_ids", json::array()}});
    }
    std::string user(Role role) const { return to_string(staff.users.at(role)); }
    http::Response call(Role role, std::string const& method, std::string const& path,
                        json const& body = nullptr) {
        return desk.call(request(method, "/api/v1" + path, staff.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    json answer(Role role, std::string const& method, std::string const& path, json const& body = nullptr) {
        return json_of(call(role, method, path, body));
    }
    std::string made(Role role, std::string const& path, json const& body) {
        auto const response = call(role, "POST", path, body);
        EXPECT_EQ(response.status, 201) << response.body;
        return json_of(response).value("id", "");
    }
    std::string reason(Role role, std::string const& method, std::string const& path, json const& body) {
        return answer(role, method, path, body).value("reason", "");
    }
    // Of a customer of this inbox, with one message.
    std::string conversation() {
        auto const account = to_string(staff.account);
        auto sql = std::string{R"sql(
            WITH k AS (INSERT INTO contacts (account_id, id, name) VALUES ($a, nextval('contact_ids'), 'Klant') RETURNING id),
                 d AS (INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
                       SELECT $a, nextval('contact_identity_ids'), id, $i, 'external', '$v' FROM k RETURNING id, contact_id),
                 n AS (UPDATE conversation_numbers SET last = last + 1 WHERE account_id = $a RETURNING last),
                 c AS (INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, waiting_since)
                       SELECT $a, nextval('conversation_ids'), n.last, $i, d.contact_id, d.id, 'i' || d.id, now() FROM d, n RETURNING id, contact_id)
            INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id)
            SELECT $a, nextval('message_ids'), id, $i, 'in', 'message', 'Waar blijft mijn pakket?', 'contact', contact_id FROM c
            RETURNING conversation_id AS id)sql"};
        auto const put = [&](std::string const& name, std::string const& value) {
            for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) {
                sql.replace(at, name.size(), value);
            }
        };
        put("$a", account);
        put("$i", to_string(inbox));
        put("$v", random_uuid());
        return to_string(as_superuser_in_balie(sql).front().id<Conversation>("id"));
    }
};

TEST_F(KeptApi, ACannedResponseIsOnesOwnATeamsOrEverybodys) {
    auto const all = json{{"shortcut", "dag"}, {"text", "Goedendag"}, {"variants", {{"x", "Dag!"}}}};
    EXPECT_EQ(call(Role::agent, "POST", "/canned-responses", all).status, 403);
    auto const shared = made(Role::lead, "/canned-responses", all);
    auto own = all;
    own["visibility"] = "own";
    auto const mine = made(Role::agent, "/canned-responses", own);

    auto const agents = answer(Role::agent, "GET", "/canned-responses").at("items");
    EXPECT_EQ(agents.size(), 2U);
    EXPECT_EQ(agents.at(0).at("variants").at("x"), "Dag!");
    EXPECT_EQ(answer(Role::lead, "GET", "/canned-responses").at("items").size(), 1U);
    EXPECT_EQ(reason(Role::lead, "POST", "/canned-responses", all), "shortcut_taken");
    EXPECT_EQ(call(Role::agent, "PATCH", "/canned-responses/" + shared, {{"text", "x"}}).status, 403);
    EXPECT_EQ(call(Role::lead, "PATCH", "/canned-responses/" + mine, {{"text", "x"}}).status, 404);
    EXPECT_EQ(call(Role::agent, "DELETE", "/canned-responses/" + mine).status, 204);
    own["variants"] = {{"fax", "x"}};
    EXPECT_EQ(call(Role::agent, "POST", "/canned-responses", own).status, 422);
}

TEST_F(KeptApi, AMacroDoesAllOfItOrNothing) {
    auto const id = conversation();
    auto const label = answer(Role::lead, "POST", "/labels", {{"name", "pakket"}, {"color", "#112233"}});
    auto const actions = json{{{"type", "text"}, {"text", "Beste {{contact.name}}"}},
                              {{"type", "assign"}, {"assignee_id", user(Role::agent)}},
                              {{"type", "labels"}, {"add", {label.at("id")}}},
                              {{"type", "note"}, {"text", "Nagekeken"}},
                              {{"type", "status"}, {"status", "pending"}}};
    auto const macro = made(Role::agent, "/macros", {{"name", "Pakket"}, {"actions", actions}});
    auto const path = "/conversations/" + id + "/macros/" + macro;

    auto const done = answer(Role::agent, "POST", path, {{"client_id", "run-1"}});
    EXPECT_EQ(done.at("status"), "pending");
    EXPECT_EQ(done.at("assignee_id"), user(Role::agent));
    EXPECT_EQ(done.at("labels").size(), 1U);
    auto const thread = answer(Role::agent, "GET", "/conversations/" + id + "/messages").at("items").size();
    EXPECT_EQ(call(Role::agent, "POST", path, {{"client_id", "run-1"}}).status, 200);
    EXPECT_EQ(answer(Role::agent, "GET", "/conversations/" + id + "/messages").at("items").size(), thread);
    EXPECT_EQ(call(Role::lead, "POST", path, {{"client_id", "run-2"}}).status, 404);
    auto const elsewhere = "/conversations/" + conversation() + "/macros/" + macro;
    EXPECT_EQ(reason(Role::agent, "POST", elsewhere, {{"client_id", "run-1"}}), "other_message");

    auto const broken = made(Role::agent, "/macros",
                             {{"name", "Fout"},
                              {"actions",
                               {{{"type", "priority"}, {"priority", "high"}},
                                {{"type", "assign"}, {"assignee_id", "999999999"}}}}});
    EXPECT_EQ(
        reason(Role::agent, "POST", "/conversations/" + id + "/macros/" + broken, {{"client_id", "run-3"}}),
        "no_such_user");
    EXPECT_EQ(answer(Role::agent, "GET", "/conversations/" + id).at("priority"), "none");
}

TEST_F(KeptApi, AMacrosActionsAreReadStrictly) {
    for (auto const& actions :
         {json::array(), json{{{"type", "send"}}}, json{{{"type", "priority"}, {"priority", "extreme"}}},
          json{{{"type", "note"}}}, json{{{"type", "text"}, {"text", "x"}, {"colour", "red"}}}}) {
        EXPECT_EQ(call(Role::agent, "POST", "/macros", {{"name", "x"}, {"actions", actions}}).status, 422)
            << actions;
    }
}

TEST_F(KeptApi, ArticlesAreFoundByWhatTheyHold) {
    auto const article = json{{"title", "Retour sturen"}, {"text", "Binnen veertien dagen."}};
    EXPECT_EQ(call(Role::agent, "POST", "/articles", article).status, 403);
    auto const id = made(Role::lead, "/articles", article);
    made(Role::lead, "/articles", {{"title", "Betalen"}, {"text", "Ook bij retour."}});

    auto const found = answer(Role::agent, "GET", "/articles?q=RETOUR").at("items");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.at(0).at("id"), id);
    EXPECT_TRUE(answer(Role::agent, "GET", "/articles?q=garantie").at("items").empty());
    EXPECT_EQ(call(Role::lead, "PATCH", "/articles/" + id, {{"url", "javascript:alert(1)"}}).status, 422);
    auto const changed = answer(Role::lead, "PATCH", "/articles/" + id, {{"url", "https://example.test/r"}});
    EXPECT_EQ(changed.at("url"), "https://example.test/r");
    EXPECT_FALSE(answer(Role::lead, "PATCH", "/articles/" + id, {{"url", nullptr}}).contains("url"));
    EXPECT_EQ(call(Role::lead, "DELETE", "/articles/" + id).status, 204);
}

TEST_F(KeptApi, AnAttributeIsOfItsTypeAndMayBeRequired) {
    auto const id = conversation();
    made(Role::admin, "/attribute-definitions",
         {{"entity", "conversation"},
          {"key", "order_number"},
          {"name", "Bestelnummer"},
          {"type", "number"},
          {"required_to_resolve", true}});
    made(Role::admin, "/attribute-definitions",
         {{"entity", "contact"},
          {"key", "klantsoort"},
          {"name", "Soort"},
          {"type", "list"},
          {"options", {"nieuw", "vast"}}});
    auto const path = "/conversations/" + id;

    EXPECT_EQ(reason(Role::agent, "PUT", path + "/status", {{"status", "resolved"}}), "attribute_required");
    EXPECT_EQ(reason(Role::agent, "PATCH", path, {{"attributes", {{"order_number", "twaalf"}}}}),
              "wrong_type");
    auto const set =
        answer(Role::agent, "PATCH", path, {{"attributes", {{"order_number", 12}}}, {"status", "resolved"}});
    EXPECT_EQ(set.at("attributes").at("order_number"), 12);
    EXPECT_EQ(set.at("status"), "resolved");
    EXPECT_FALSE(answer(Role::agent, "PATCH", path, {{"attributes", {{"order_number", nullptr}}}})
                     .contains("attributes"));
    auto const contact = set.at("contact").at("id").get<std::string>();
    EXPECT_EQ(reason(Role::agent, "PATCH", "/contacts/" + contact, {{"attributes", {{"klantsoort", "oud"}}}}),
              "wrong_type");
    EXPECT_EQ(
        call(Role::agent, "PATCH", "/contacts/" + contact, {{"attributes", {{"klantsoort", "vast"}}}}).status,
        200);
    EXPECT_EQ(reason(Role::admin, "POST", "/attribute-definitions",
                     {{"entity", "contact"}, {"key", "klantsoort"}, {"name", "x"}, {"type", "text"}}),
              "key_taken");
    EXPECT_EQ(call(Role::admin, "POST", "/attribute-definitions",
                   {{"entity", "contact"}, {"key", "Soort"}, {"name", "x"}, {"type", "text"}})
                  .status,
              422);
}

TEST_F(KeptApi, WhatIsEmptyIsNotFilledInAndNothingGrowsWithoutEnd) {
    made(Role::admin, "/attribute-definitions",
         {{"entity", "conversation"},
          {"key", "order"},
          {"name", "Order"},
          {"type", "text"},
          {"required_to_resolve", true}});
    auto const path = "/conversations/" + conversation();
    call(Role::agent, "PATCH", path, {{"attributes", {{"order", "  "}}}});
    EXPECT_EQ(reason(Role::agent, "PUT", path + "/status", {{"status", "resolved"}}), "attribute_required");

    auto many = json::object();
    for (auto key = 0; key < 100; ++key) { many["k" + std::to_string(key)] = key; }
    EXPECT_EQ(reason(Role::agent, "PATCH", path, {{"attributes", many}}), "too_many");
    EXPECT_EQ(call(Role::agent, "PATCH", path, {{"attributes", {{"a", std::string(9'000, 'y')}}}}).status,
              200);
    EXPECT_EQ(reason(Role::agent, "PATCH", path, {{"attributes", {{"b", std::string(9'000, 'y')}}}}),
              "too_many");
    EXPECT_EQ(answer(Role::agent, "GET", path).at("attributes").size(), 2U);
}

TEST_F(KeptApi, APolicyRunsWhileTheCustomerWaits) {
    auto const policy =
        made(Role::admin, "/sla-policies",
             {{"name", "Snel"}, {"first_response_seconds", 600}, {"next_response_seconds", 300}});
    auto const path = "/inboxes/" + to_string(inbox);
    EXPECT_EQ(reason(Role::admin, "PATCH", path, {{"sla_policy_id", "999999999"}}), "no_such_policy");
    auto const set = answer(Role::admin, "PATCH", path,
                            {{"sla_policy_id", policy}, {"tone", "Tutoyeren"}, {"undo_seconds", 0}});
    EXPECT_EQ(set.at("sla_policy_id"), policy);
    EXPECT_EQ(answer(Role::agent, "GET", path).at("tone"), "Tutoyeren");
    EXPECT_EQ(answer(Role::agent, "GET", path).at("undo_seconds"), 0);
    EXPECT_EQ(call(Role::admin, "DELETE", "/sla-policies/" + policy).status, 409);
    EXPECT_EQ(call(Role::admin, "PATCH", path, {{"undo_seconds", 11}}).status, 422);

    auto const id = conversation();
    auto const resolved =
        answer(Role::agent, "PUT", "/conversations/" + id + "/status", {{"status", "resolved"}});
    EXPECT_FALSE(resolved.contains("due_at"));
    auto const reopened =
        answer(Role::agent, "PUT", "/conversations/" + id + "/status", {{"status", "open"}});
    EXPECT_EQ(reopened.at("sla").at("waits_for"), "us");
    EXPECT_FALSE(reopened.at("sla").at("breached").get<bool>());
    EXPECT_EQ(reopened.at("due_at"), reopened.at("sla").at("first_response_due_at"));
}

TEST_F(KeptApi, AThreadIsWrittenOutAndThatIsRemembered) {
    auto const id = conversation();
    call(Role::agent, "POST", "/conversations/" + id + "/messages",
         {{"client_id", "n1"}, {"kind", "note"}, {"text", "Belt terug"}});

    auto const file = call(Role::agent, "GET", "/conversations/" + id + "/export");
    EXPECT_EQ(file.status, 200);
    EXPECT_NE(file.body.find("Waar blijft mijn pakket?"), std::string::npos);
    EXPECT_NE(file.body.find("  internal note: "), std::string::npos);
    EXPECT_EQ(call(Role::agent, "GET", "/conversations/" + id + "/export?format=pdf").status, 422);
    EXPECT_EQ(as_superuser_in_balie(
                  "SELECT count(*) AS lines FROM audit_log WHERE action = 'conversation.exported' "
                  "AND subject_id = " +
                  id)
                  .front()
                  .integer("lines"),
              1);
}

TEST_F(KeptApi, ABlockedContactsConversationsAreResolved) {
    auto const id = conversation();
    auto const contact =
        answer(Role::agent, "GET", "/conversations/" + id).at("contact").at("id").get<std::string>();

    auto const blocked = answer(Role::agent, "PUT", "/contacts/" + contact + "/blocked",
                                {{"blocked", true}, {"reason", "spam"}});
    EXPECT_EQ(blocked.at("blocked").at("reason"), "spam");
    auto const shown = answer(Role::agent, "GET", "/conversations/" + id);
    EXPECT_EQ(shown.at("status"), "resolved");
    EXPECT_TRUE(shown.at("contact").at("blocked").get<bool>());
    EXPECT_FALSE(shown.contains("waiting_since"));
    EXPECT_EQ(answer(Role::agent, "GET", "/contacts/" + contact).at("blocked").at("reason"), "spam");
    auto const changed = answer(Role::agent, "PATCH", "/contacts/" + contact, {{"note", "Verkoopt iets"}});
    EXPECT_EQ(changed.at("blocked").at("reason"), "spam");
    EXPECT_FALSE(answer(Role::agent, "PUT", "/contacts/" + contact + "/blocked", {{"blocked", false}})
                     .contains("blocked"));
    EXPECT_EQ(
        call(Role::agent, "PUT", "/contacts/" + contact + "/blocked", {{"blocked", true}, {"reason", "rude"}})
            .status,
        422);
    EXPECT_EQ(call(Role::agent, "PUT", "/contacts/999999999/blocked", {{"blocked", true}}).status, 404);
}

}  // namespace
}  // namespace balie::test
