// What every request meets before and after its handler: headers, cookies, origins, limits, keys.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

bool has(http::Response const& response, std::string_view name, std::string_view part) {
    return header(response.headers, name).find(part) != std::string_view::npos;
}

TEST(FrontDoor, EveryAnswerCarriesTheSecurityHeaders) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    for (auto const& route : desk.routes().all()) {
        auto target = route.pattern;
        for (auto begin = target.find('{'); begin != std::string::npos; begin = target.find('{')) {
            target.replace(begin, target.find('}') - begin + 1, "999999999999");
        }
        auto const response = desk.call(request(route.method, target, staff.tokens.at(Role::auditor)));

        EXPECT_EQ(header(response.headers, "X-Content-Type-Options"), "nosniff") << route.pattern;
        EXPECT_EQ(header(response.headers, "Referrer-Policy"), "no-referrer") << route.pattern;
        EXPECT_EQ(header(response.headers, "Cross-Origin-Resource-Policy"), "same-origin") << route.pattern;
        EXPECT_TRUE(has(response, "Content-Security-Policy", "default-src 'none'")) << route.pattern;
        EXPECT_FALSE(has(response, "Content-Security-Policy", "unsafe")) << route.pattern;
        if (route.policy.surface() == api::Surface::api && route.pattern != "/api/v1/openapi.json") {
            EXPECT_EQ(header(response.headers, "Cache-Control"), "no-store") << route.pattern;
        }
    }
}

TEST(FrontDoor, UnknownPathsAndMethodsAreToldApart) {
    auto& desk = Desk::shared();

    EXPECT_EQ(desk.call(request("GET", "/api/v1/nothing")).status, 404);
    EXPECT_EQ(desk.call(request("GET", "/api/v2/me")).status, 404);
    EXPECT_EQ(desk.call(request("POST", "/webhooks/nothing")).status, 404);
    auto const wrong = desk.call(request("PATCH", "/api/v1/me"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header(wrong.headers, "Allow"), "GET, HEAD");
    EXPECT_EQ(desk.call(request("OPTIONS", "/api/v1/me")).status, 405);
    EXPECT_EQ(desk.call(request("POST", "/settings")).status, 405);
    auto const socket = desk.call(request("GET", "/api/v1/stream", desk.staff().tokens.at(Role::agent)));
    EXPECT_EQ(socket.status, 400);
}

TEST(FrontDoor, ACookieIsSafeAndEndsWithItsSession) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const body =
        nlohmann::json{{"email", staff.emails.at(Role::agent)}, {"password", desk_password}}.dump();
    auto const response = desk.call(page_request("POST", "/api/v1/session", {}, body));
    auto const cookie = std::string{header(response.headers, "Set-Cookie")};
    auto const pair = cookie.substr(0, cookie.find(';'));

    ASSERT_EQ(response.status, 200);
    EXPECT_TRUE(cookie.starts_with("balie_8080="));
    EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);
    EXPECT_EQ(json_of(response).at("user").at("email"), staff.emails.at(Role::agent));
    EXPECT_EQ(json_of(response).at("account").at("id"), to_string(staff.account));
    EXPECT_EQ(response.body.find("password"), std::string::npos);

    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", pair)).status, 200);
    EXPECT_EQ(desk.call(page_request("DELETE", "/api/v1/session", pair)).status, 204);
    EXPECT_EQ(desk.call(page_request("GET", "/api/v1/session", pair)).status, 401);
}

TEST(FrontDoor, AForeignPageChangesNothing) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::admin));
    auto const change = [&](Headers headers) {
        auto asked = request("PUT", "/api/v1/me/availability", {}, R"({"availability":"online"})");
        asked.headers.emplace_back("Cookie", cookie);
        asked.headers.insert(asked.headers.end(), headers.begin(), headers.end());
        return desk.call(std::move(asked)).status;
    };

    EXPECT_EQ(change({}), 403);
    EXPECT_EQ(change({{"X-Balie", "1"}}), 403);
    EXPECT_EQ(change({{"Origin", "https://evil.test"}, {"X-Balie", "1"}}), 403);
    EXPECT_EQ(change({{"Origin", "null"}, {"X-Balie", "1"}}), 403);
    EXPECT_EQ(change({{"Origin", "http://127.0.0.1:8080"}}), 403);
    EXPECT_EQ(
        json_of(desk.call(request("GET", "/api/v1/me", staff.tokens.at(Role::admin)))).at("availability"),
        "offline");
    EXPECT_EQ(change({{"Origin", "http://127.0.0.1:8080"}, {"X-Balie", "1"}}), 200);
}

TEST(FrontDoor, AWrongTokenIsNotMendedByACookie) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto asked = page_request("GET", "/api/v1/me", log_in(desk, staff.emails.at(Role::agent)));
    ASSERT_EQ(desk.call(asked).status, 200);

    asked.headers.emplace_back("Authorization", "Bearer wrong");

    EXPECT_EQ(desk.call(asked).status, 401);
}

TEST(FrontDoor, AStreamByCookieNeedsTheOriginOfThePage) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const cookie = log_in(desk, staff.emails.at(Role::agent));
    auto const open = [&](std::string origin) {
        auto asked = request("GET", "/api/v1/stream");
        asked.headers.emplace_back("Cookie", cookie);
        if (!origin.empty()) { asked.headers.emplace_back("Origin", std::move(origin)); }
        auto const answer = desk.upgrade(std::move(asked));
        auto const* const refusal = std::get_if<http::Response>(&answer);
        return refusal == nullptr ? 101 : refusal->status;
    };

    for (auto const* const origin : {"", "null", "https://evil.test"}) {
        EXPECT_EQ(open(origin), 403) << origin;
    }
    EXPECT_EQ(open("http://127.0.0.1:8080"), 101);
    EXPECT_TRUE(std::holds_alternative<http::SocketSession>(
        desk.upgrade(request("GET", "/api/v1/stream", staff.tokens.at(Role::agent)))));
    EXPECT_TRUE(std::holds_alternative<http::Response>(
        desk.upgrade(request("GET", "/api/v1/me", staff.tokens.at(Role::agent)))));
}

TEST(FrontDoor, OtherHostsAreNotServed) {
    auto& desk = Desk::shared();
    auto rebound = request("GET", "/api/v1/openapi.json");
    rebound.headers.front().second = "rebound.test:8080";
    auto other_name = request("GET", "/inbox/7?x=1");
    other_name.headers.front().second = "localhost:8080";
    auto probe = request("GET", "/healthz");
    probe.headers.front().second = "10.0.0.1";

    EXPECT_EQ(desk.call(rebound).status, 400);
    auto const moved = desk.call(other_name);
    EXPECT_EQ(moved.status, 307);
    EXPECT_EQ(header(moved.headers, "Location"), "http://127.0.0.1:8080/inbox/7?x=1");
    EXPECT_EQ(desk.call(probe).status, 200);
}

TEST(FrontDoor, TheSameKeyGivesTheFirstAnswerAgain) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const post = [&](std::string const& key, std::string const& email) {
        auto const body = nlohmann::json{
            {"email", email}, {"name", "Noor"}, {"role", "agent"}, {"password", desk_password}};
        auto asked = request("POST", "/api/v1/users", staff.tokens.at(Role::admin), body.dump());
        asked.headers.emplace_back("Idempotency-Key", key);
        return desk.call(std::move(asked));
    };
    auto const email = "noor-" + random_uuid() + "@desk.example";

    auto const first = post("key-1", email);
    auto const second = post("key-1", email);

    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(post("key-1", "x" + email).status, 409);
    EXPECT_EQ(post("key-2", email).status, 409);
    EXPECT_EQ(post(std::string(256, 'k'), email).status, 400);
}

TEST(FrontDoor, AnAnswerWithASecretIsKeptUnderNoKey) {
    auto& desk = Desk::shared();
    auto const staff = desk.staff();
    auto const body = nlohmann::json{{"channel", "cm"},
                                     {"name", "CM"},
                                     {"settings",
                                      {{"product_token", "een-token-voor-cm"},
                                       {"webhook_secret", "SENTINEL-SECRET-0123456789"},
                                       {"from", "31600009999"}}}};
    auto asked = request("POST", "/api/v1/inboxes", staff.tokens.at(Role::admin), body.dump());
    asked.headers.emplace_back("Idempotency-Key", "key-1");

    auto const made = desk.call(asked);

    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_NE(made.body.find("SENTINEL"), std::string::npos) << "once, to whoever gave it";
    EXPECT_EQ(desk.call(asked).status, 409) << "the key gives no second look";
}

TEST(FrontDoor, ADescriptionOfTheApiIsServedAndPacked) {
    auto& desk = Desk::shared();
    auto const plain = desk.call(request("GET", "/api/v1/openapi.json"));
    auto asked = request("GET", "/api/v1/openapi.json");
    asked.headers.emplace_back("Accept-Encoding", "gzip");
    auto const packed = desk.call(asked);
    asked.headers.emplace_back("If-None-Match", std::string{header(packed.headers, "ETag")});

    EXPECT_EQ(json_of(plain).at("openapi").get<std::string>().substr(0, 3), "3.1");
    EXPECT_EQ(header(packed.headers, "Content-Encoding"), "gzip");
    EXPECT_LT(packed.static_body.size(), plain.static_body.size());
    EXPECT_EQ(desk.call(asked).status, 304);
}

}  // namespace
}  // namespace balie::test
