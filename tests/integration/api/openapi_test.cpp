// The description of the API, held against the route table, against real answers, and against every column name.
#include "integration/api/desk.hpp"
#include "integration/api/schema.hpp"
#include "integration/support/cluster.hpp"
#include "support/push_browser.hpp"

#include <gtest/gtest.h>

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <set>
#include <stdexcept>

namespace balie::test {
namespace {

constexpr auto prefix = std::string_view{"/api/v1"};

Schemas const& schemas() {
    static auto const kept = Schemas{json_of(Desk::shared().call(request("GET", "/api/v1/openapi.json")))};
    return kept;
}

std::string upper(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return word;
}

struct Operation {
    std::string method;
    std::string path;
    nlohmann::json description;
};

std::vector<Operation> operations() {
    auto all = std::vector<Operation>{};
    for (auto const& [path, methods] : schemas().description().at("paths").items()) {
        for (auto const& [method, description] : methods.items()) {
            if (description.contains("responses")) {
                all.push_back({upper(method), std::string{prefix} + path, description});
            }
        }
    }
    return all;
}

std::string filled(std::string path, std::string const& id) {
    for (auto begin = path.find('{'); begin != std::string::npos; begin = path.find('{')) {
        path.replace(begin, path.find('}') - begin + 1, id);
    }
    return path;
}

// The schema of an answer, or null where it has no JSON.
nlohmann::json answer_schema(Operation const& operation, http::Response const& response) {
    auto const& responses = operation.description.at("responses");
    auto const status = std::to_string(response.status);
    auto const& answer =
        schemas().resolved(responses.contains(status) ? responses.at(status) : responses.at("default"));
    auto const type = response.status < 400 ? "application/json" : "application/problem+json";
    if (!answer.contains("content") || !answer.at("content").contains(type)) { return nullptr; }
    return answer.at("content").at(type).at("schema");
}

void expect_described(Operation const& operation, http::Response const& response) {
    auto const name = operation.method + ' ' + operation.path + ' ' + std::to_string(response.status);
    EXPECT_TRUE(operation.description.at("responses").contains(std::to_string(response.status)))
        << name << ": a status that is not described";
    auto const schema = answer_schema(operation, response);
    if (schema.is_null()) { return; }
    for (auto const& fault : schemas().faults(json_of(response), schema)) {
        ADD_FAILURE() << name << ": " << fault;
    }
}

TEST(OpenApi, DescribesEveryRouteAndNoOther) {
    auto described = std::set<std::string>{};
    for (auto const& operation : operations()) { described.insert(operation.method + ' ' + operation.path); }
    auto served = std::set<std::string>{};
    for (auto const& route : Desk::shared().routes().all()) {
        if (route.policy.surface() == api::Surface::api) {
            served.insert(route.method + ' ' + route.pattern);
        }
    }

    EXPECT_EQ(described, served);
}

TEST(OpenApi, ParametersOfThePathAreDescribed) {
    for (auto const& operation : operations()) {
        auto const has_id = operation.path.find('{') != std::string::npos;
        auto const parameters = operation.description.value("parameters", nlohmann::json::array());
        auto const described = std::any_of(parameters.begin(), parameters.end(), [](auto const& one) {
            return schemas().resolved(one).at("in") == "path";
        });
        EXPECT_EQ(has_id, described) << operation.method << ' ' << operation.path;
    }
}

TEST(OpenApi, RealAnswersAreAsDescribed) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const inbox = to_string(desk.inbox(staff.account));
    for (auto const& operation : operations()) {
        if (operation.path == "/api/v1/stream" || operation.path == "/api/v1/session") { continue; }
        for (auto const& [role, token] : staff.tokens) {
            auto const id = operation.method == "GET" && operation.path.find("/inboxes/") != std::string::npos
                                ? inbox
                                : "999999999999";
            expect_described(operation,
                             desk.call(request(operation.method, filled(operation.path, id), token)));
        }
        if (operation.description.value("security", nlohmann::json{"some"}) != nlohmann::json::array()) {
            expect_described(operation, desk.call(request(operation.method, filled(operation.path, "1"))));
        }
    }
}

TEST(OpenApi, TheSessionsAnswersAreAsDescribed) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));
    for (auto const& operation : operations()) {
        if (operation.path != "/api/v1/session") { continue; }
        auto const body = nlohmann::json{{"email", staff.emails.at(Role::lead)}, {"password", desk_password}};
        expect_described(operation, desk.call(page_request(operation.method, operation.path, cookie,
                                                           operation.method == "POST" ? body.dump() : "")));
        expect_described(operation, desk.call(page_request(operation.method, operation.path, "",
                                                           operation.method == "POST" ? "{}" : "")));
    }
}

// A customer's message, as the platform posts it.
int customer_writes(Desk& desk, Staff const& staff, InboxId inbox, std::string const& text) {
    auto const shown = json_of(
        desk.call(request("GET", "/api/v1/inboxes/" + to_string(inbox), staff.tokens.at(Role::admin))));
    auto const message = nlohmann::json{{"from", "31600000009"},
                                        {"id", "wamid." + random_uuid()},
                                        {"timestamp", std::to_string(std::time(nullptr))},
                                        {"type", "text"},
                                        {"text", {{"body", text}}}};
    auto const value =
        nlohmann::json{{"messaging_product", "whatsapp"},
                       {"metadata", {{"phone_number_id", shown.at("address")}}},
                       {"contacts", {{{"profile", {{"name", "Noor"}}}, {"wa_id", "31600000009"}}}},
                       {"messages", {message}}};
    auto const body =
        nlohmann::json{{"object", "whatsapp_business_account"},
                       {"entry", {{{"id", "1"}, {"changes", {{{"field", "messages"}, {"value", value}}}}}}}}
            .dump();
    auto posted = request("POST", "/webhooks/whatsapp/" + to_string(inbox), {}, body);
    posted.headers.emplace_back("X-Hub-Signature-256",
                                "sha256=" + to_hex(hmac_sha256("SENTINEL-SECRET", body)));
    return desk.call(std::move(posted)).status;
}

// Calls an operation by its described path and holds the answer against it.
nlohmann::json described_call(Desk& desk, std::string const& token, std::string const& method,
                              std::string const& path, std::string const& id,
                              nlohmann::json const& body = nullptr, int status = 200) {
    auto const all = operations();
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) {
        return one.method == method && one.path == std::string{prefix} + path;
    });
    if (found == all.end()) { throw std::logic_error{path + " is not described"}; }
    auto const response =
        desk.call(request(method, filled(found->path, id), token, body.is_null() ? "" : body.dump()));
    EXPECT_EQ(response.status, status) << method << ' ' << path << ": " << response.body;
    expect_described(*found, response);
    return json_of(response);
}

void expect_readable(Desk& desk, std::string const& token, std::string const& id,
                     std::string const& contact) {
    described_call(desk, token, "GET", "/conversations/{id}", id);
    auto const messages = described_call(desk, token, "GET", "/conversations/{id}/messages", id);
    EXPECT_GE(messages.at("items").size(), 3U);
    described_call(desk, token, "GET", "/contacts", "");
    described_call(desk, token, "GET", "/contacts/{id}", contact);
    described_call(desk, token, "PATCH", "/contacts/{id}", contact, {{"note", "Vaste klant"}});
    described_call(desk, token, "GET", "/contacts/{id}/conversations", contact);
    described_call(desk, token, "GET", "/queue", "");
}

TEST(OpenApi, AnswersAboutAConversationAreAsDescribed) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const inbox = desk.inbox(staff.account);
    auto const token = staff.tokens.at(Role::admin);
    auto const user = to_string(staff.users.at(Role::admin));
    ASSERT_EQ(customer_writes(desk, staff, inbox, "Waar blijft mijn pakket?"), 200);

    auto const list = described_call(desk, token, "GET", "/conversations", "");
    ASSERT_EQ(list.at("items").size(), 1U);
    auto const id = list.at("items").at(0).at("id").get<std::string>();
    auto const contact = list.at("items").at(0).at("contact").at("id").get<std::string>();
    auto const label =
        described_call(desk, token, "POST", "/labels", "", {{"name", "pakket"}, {"color", "#1f2937"}}, 201);
    auto const team =
        described_call(desk, token, "POST", "/teams", "", {{"name", "Winkel"}, {"member_ids", {user}}}, 201);
    described_call(desk, token, "POST", "/canned-responses", "",
                   {{"shortcut", "dag"}, {"text", "Goedemiddag"}}, 201);
    described_call(desk, token, "GET", "/labels", "");
    described_call(desk, token, "GET", "/teams", "");
    described_call(desk, token, "GET", "/canned-responses", "");
    described_call(desk, token, "PUT", "/conversations/{id}/assignee", id,
                   {{"assignee_id", user}, {"team_id", team.at("id")}});
    described_call(desk, token, "PUT", "/conversations/{id}/labels", id, {{"label_ids", {label.at("id")}}});
    described_call(desk, token, "PUT", "/conversations/{id}/priority", id, {{"priority", "high"}});
    described_call(desk, token, "PUT", "/conversations/{id}/draft", id,
                   {{"text", "Beste Noor"},
                    {"mode", "reply"},
                    {"attachment_ids", nlohmann::json::array()},
                    {"version", 0}});
    described_call(desk, token, "GET", "/conversations/{id}/drafts", id);
    described_call(desk, token, "POST", "/conversations/{id}/messages", id,
                   {{"client_id", random_uuid()}, {"kind", "note"}, {"text", "Belt terug"}}, 201);
    auto const reply =
        described_call(desk, token, "POST", "/conversations/{id}/messages", id,
                       {{"client_id", random_uuid()}, {"kind", "reply"}, {"text", "Het komt morgen."}}, 201);
    described_call(desk, token, "POST", "/messages/{id}/cancel", reply.at("id").get<std::string>(),
                   nlohmann::json::object());
    described_call(desk, token, "PUT", "/conversations/{id}/read", id, nlohmann::json::object());
    described_call(desk, token, "PUT", "/conversations/{id}/status", id, {{"status", "pending"}});
    expect_readable(desk, token, id, contact);
}

std::vector<std::string> column_names() {
    auto const rows = as_superuser_in_balie(
        "SELECT DISTINCT column_name::text AS name FROM information_schema.columns WHERE table_schema = "
        "'public' ORDER BY 1");
    auto names = std::vector<std::string>{"__proto__", "constructor", ""};
    for (auto const row : rows) { names.push_back(row.string("name")); }
    return names;
}

nlohmann::json push_subscription_body() {
    auto const browser = PushBrowser{"https://push.example.net/a"};
    auto const keys = nlohmann::json{{"p256dh", to_base64url(browser.target().public_key)},
                                     {"auth", to_base64url(browser.target().auth_secret)}};
    return {{"endpoint", browser.target().endpoint},
            {"keys", keys},
            {"name", "Firefox"},
            {"language", "nl"},
            {"time_zone", "Europe/Amsterdam"}};
}

// A body that is refused for nothing but its unknown field; the ids in it are nobody's.
nlohmann::json fitting_body(Operation const& operation, nlohmann::json const& schema) {
    auto body = schemas().smallest(schema);
    if (operation.method == "POST" && operation.path == "/api/v1/conversations") {
        body["contact_id"] = "999999999999";
        body["text"] = "x";
    }
    // One of two must be given, which a schema's required fields do not say.
    if (operation.path == "/api/v1/notifications/read") { body["all"] = true; }
    if (operation.path == "/api/v1/conversations/{id}/transfer") { body["user_id"] = "999999999999"; }
    if (operation.path == "/api/v1/conversations/{id}/promise") { body["at"] = nullptr; }
    if (operation.path == "/api/v1/me/push-subscriptions") { body = push_subscription_body(); }
    if (operation.path == "/api/v1/account/context-card") { body["url"] = "https://crm.example.org/card"; }
    if (operation.path == "/api/v1/macros") { body["actions"] = {{{"type", "note"}, {"text", "x"}}}; }
    if (operation.path == "/api/v1/conversations/bulk") {
        body = {{"ids", {"999999999999"}}, {"action", {{"type", "read"}}}};
    }
    if (operation.path == "/api/v1/conversations/{id}/merge") { body["conversation_ids"] = {"999999999999"}; }
    if (operation.path == "/api/v1/conversations/{id}/side-questions") { body["email"] = "wie@example.org"; }
    return body;
}

void expect_unknown(Operation const& operation, std::string const& column, http::Response const& response) {
    auto const name = operation.method + ' ' + operation.path + " with " + column + ": " + response.body;
    EXPECT_EQ(response.status, 422) << name;
    EXPECT_EQ(json_of(response).value("reason", ""), "unknown_field") << name;
}

// No column of any table can be written by naming it: mass assignment has nothing to hold on to.
TEST(OpenApi, NoBodyTakesAFieldThatIsNotItsOwn) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const columns = column_names();
    auto tried = 0;
    auto operation_number = std::size_t{0};
    for (auto const& operation : operations()) {
        auto const schema = operation.description.value(
            "/requestBody/content/application~1json/schema"_json_pointer, nlohmann::json{});
        if (schema.is_null()) { continue; }
        // A session for each: together they are more requests than one may make in a minute.
        auto const cookie = log_in(desk, staff.emails.at(Role::admin));
        auto const own = schemas().resolved(schema).value("properties", nlohmann::json::object());
        auto body = fitting_body(operation, schema);
        // Every operation meets one in four of them, and the next one the next four: each is tried many times.
        for (auto at = operation_number++ % 4; at < columns.size(); at += 4) {
            auto const& column = columns[at];
            if (own.contains(column)) { continue; }
            auto sent = body;
            sent[column] = "1";
            expect_unknown(operation, column,
                           desk.call(page_request(operation.method, filled(operation.path, "999999999999"),
                                                  cookie, sent.dump())));
            ++tried;
        }
    }
    EXPECT_GT(tried, 3'000);
}

}  // namespace
}  // namespace balie::test
