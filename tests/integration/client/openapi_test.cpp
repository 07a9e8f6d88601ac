// The description of the client API, held against the route table and against real answers.
#include "integration/api/schema.hpp"
#include "integration/client/chat.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace balie::test {
namespace {

using nlohmann::json;

constexpr auto prefix = std::string_view{"/client/v1"};

Schemas const& schemas() {
    static auto const kept = Schemas{json_of(Desk::shared().call(request("GET", "/client/v1/openapi.json")))};
    return kept;
}

std::string method_of(std::string word) {
    std::ranges::transform(word, word.begin(),
                           [](char letter) { return static_cast<char>(letter - 'a' + 'A'); });
    return word;
}

template <class Do>
void each_operation(Do&& visit) {
    for (auto const& [path, methods] : schemas().description().at("paths").items()) {
        for (auto const& [method, operation] : methods.items()) { visit(method_of(method), path, operation); }
    }
}

std::string lower_case(std::string word) {
    std::ranges::transform(word, word.begin(),
                           [](char letter) { return static_cast<char>(letter - 'A' + 'a'); });
    return word;
}

// Calls a path and holds the answer against its description: the status must be there, and the body must fit.
json described(Desk& desk, std::string const& method, std::string const& path, http::Request call,
               int status) {
    auto const response = desk.call(std::move(call));
    auto const name = method + ' ' + path + ": " + response.body;
    EXPECT_EQ(response.status, status) << name;
    auto const& responses =
        schemas().description().at("paths").at(path).at(lower_case(method)).at("responses");
    auto const word = std::to_string(response.status);
    EXPECT_TRUE(responses.contains(word)) << name << ": a status that is not described";
    if (!responses.contains(word)) { return nullptr; }
    auto const& answer = schemas().resolved(responses.at(word));
    auto const type = response.status < 400 ? "application/json" : "application/problem+json";
    if (!answer.contains("content") || !answer.at("content").contains(type)) { return nullptr; }
    EXPECT_EQ(header(response.headers, "Content-Type"), type) << name;
    for (auto const& fault :
         schemas().faults(json_of(response), answer.at("content").at(type).at("schema"))) {
        ADD_FAILURE() << name << ": " << fault;
    }
    return json_of(response);
}

json call(Desk& desk, std::string const& method, std::string const& path, std::string const& token,
          json const& body, int status) {
    return described(desk, method, path, from_site(method, std::string{prefix} + path, token, body), status);
}

TEST(ClientOpenApi, DescribesEveryRouteAndNoOther) {
    auto told = std::set<std::string>{};
    each_operation([&](std::string const& method, std::string const& path, json const&) {
        told.insert(method + ' ' + std::string{prefix} + path);
    });
    auto served = std::set<std::string>{};
    for (auto const& route : Desk::shared().routes().all()) {
        auto const is_of_it =
            route.policy.surface() == api::Surface::client && route.pattern.starts_with(prefix);
        if (is_of_it && route.method != "OPTIONS") { served.insert(route.method + ' ' + route.pattern); }
    }

    EXPECT_EQ(schemas().description().at("openapi"), "3.1.0");
    EXPECT_EQ(told, served);
}

TEST(ClientOpenApi, EveryReferenceLeadsSomewhere) {
    auto references = 0;
    auto const look = [&](auto const& self, json const& value) -> void {
        if (value.is_object() && value.contains("$ref")) {
            ++references;
            EXPECT_NO_THROW(schemas().resolved(value)) << value.dump();
        }
        for (auto const& one : value) {
            if (one.is_structured()) { self(self, one); }
        }
    };
    look(look, schemas().description());

    EXPECT_GT(references, 50);
}

TEST(ClientOpenApi, AnswersToAVisitorAreAsDescribed) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto person = json{{"widget_key", chat.key}, {"name", "Noor"}, {"identity", proof_of("klant-7")}};
    auto const token =
        call(desk, "POST", "/sessions", {}, person, 200).at("visitor_token").get<std::string>();
    auto const text = json{{"client_id", "a"}, {"text", "Dag"}};

    call(desk, "POST", "/messages", token, text, 201);
    auto const message = call(desk, "POST", "/messages", token, text, 200);
    call(desk, "POST", "/messages", token, {{"client_id", "a"}, {"text", "Iets anders"}}, 409);
    auto const page = call(desk, "GET", "/messages", token, nullptr, 200);
    EXPECT_EQ(page.at("items").size(), 1U);
    call(desk, "POST", "/read", token, {{"message_id", message.at("id")}}, 204);
    call(desk, "POST", "/typing", token, json::object(), 204);
    call(desk, "POST", "/page", token, {{"url", "https://www.winkel.example/schoenen"}}, 204);
    call(desk, "GET", "/openapi.json", {}, nullptr, 200);
    person["identity"]["hash"] = "00";
    call(desk, "POST", "/sessions", {}, person, 401);
    call(desk, "POST", "/sessions", {}, {{"widget_key", "1-x"}}, 404);
    described(desk, "GET", "/attachments/{id}/content",
              from_site("GET", "/client/v1/attachments/999999999999/content", token), 404);
}

TEST(ClientOpenApi, RefusalsAreAsDescribed) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto refused = 0;
    each_operation([&](std::string const& method, std::string const& path, json const& operation) {
        auto const is_open = operation.contains("security");
        if (!is_open) {
            described(desk, method, path, from_site(method, std::string{prefix} + path), 401);
            ++refused;
        }
        auto const schema =
            operation.value("/requestBody/content/application~1json/schema"_json_pointer, json{});
        if (schema.is_null()) { return; }
        auto body = schemas().smallest(schema);
        body["account_id"] = "1";
        call(desk, method, path, is_open ? std::string{} : token, body, 422);
        described(
            desk, method, path,
            [&] {
                auto broken = from_site(method, std::string{prefix} + path, is_open ? "" : token);
                broken.headers.emplace_back("Content-Type", "application/json");
                broken.body = "{";
                return broken;
            }(),
            400);
        refused += 2;
    });

    EXPECT_GT(refused, 15);
}

}  // namespace
}  // namespace balie::test
