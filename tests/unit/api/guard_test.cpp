#include "api/guard.hpp"

#include "api/credentials.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace balie::api {
namespace {

http::Request asked(Headers headers) {
    auto request = http::Request{};
    request.method = "POST";
    request.target = "/api/v1/me?x=1";
    request.headers = std::move(headers);
    return request;
}

auto const public_site = Site{"https://desk.example"};
auto const loopback_site = Site{"http://127.0.0.1:8080"};
constexpr auto page = Policy::open(Surface::page);

std::optional<int> status_for(std::string const& host, Site const& site, Policy const& policy = page) {
    auto const judged = judge_host(asked({{"Host", host}}), policy, site);
    return judged ? std::optional{judged->status} : std::nullopt;
}

TEST(Host, OnlyThePublicOneIsServed) {
    EXPECT_FALSE(status_for("desk.example", public_site));
    EXPECT_FALSE(status_for("DESK.example:443", public_site));
    for (auto const* const host : {"", "evil.test", "desk.example.evil.test", "desk.example:8443",
                                   "localhost", "desk.example@evil.test"}) {
        EXPECT_EQ(status_for(host, public_site), 400) << host;
    }
}

TEST(Host, AnotherLoopbackNameIsSentToThePublicOne) {
    EXPECT_FALSE(status_for("127.0.0.1:8080", loopback_site));
    EXPECT_EQ(status_for("localhost:8080", loopback_site), 307);
    EXPECT_EQ(status_for("[::1]:8080", loopback_site), 307);
    EXPECT_EQ(status_for("localhost:9090", loopback_site), 400);
    EXPECT_EQ(status_for("rebound.test:8080", loopback_site), 400);
}

TEST(Host, WebhooksAndProbesAreServedUnderAny) {
    EXPECT_FALSE(status_for("whatever", public_site, Policy::open(Surface::webhook)));
    EXPECT_FALSE(status_for("10.1.2.3", public_site, Policy::open(Surface::probe)));
}

// Cross-site requests as browsers send them: forms, images, fetches without and with CORS, sandboxed frames.
TEST(ChangeByCookie, NothingFromAnotherPageGoesThrough) {
    auto const foreign = std::vector<Headers>{
        {},
        {{"X-Balie", "1"}},
        {{"Origin", "null"}, {"X-Balie", "1"}},
        {{"Origin", "https://evil.test"}, {"X-Balie", "1"}},
        {{"Origin", "https://desk.example.evil.test"}, {"X-Balie", "1"}},
        {{"Origin", "http://desk.example"}, {"X-Balie", "1"}},
        {{"Origin", "https://desk.example:8443"}, {"X-Balie", "1"}},
        {{"Origin", "https://DESK.example"}, {"X-Balie", "1"}},
        {{"Origin", "https://desk.example/"}, {"X-Balie", "1"}},
        {{"Origin", "https://desk.example"}},
        {{"Origin", "https://desk.example"}, {"X-Balie", "0"}},
        {{"Origin", "https://desk.example"}, {"X-Balie", "true"}},
        {{"Referer", "https://desk.example/"}, {"X-Balie", "1"}},
        {{"Origin", "https://evil.test"}, {"Origin", "https://desk.example"}, {"X-Balie", "1"}},
    };
    for (auto const& headers : foreign) {
        EXPECT_FALSE(judge_change_by_cookie(asked(headers), public_site)) << headers.size();
    }
    EXPECT_TRUE(
        judge_change_by_cookie(asked({{"Origin", "https://desk.example"}, {"X-Balie", "1"}}), public_site));
}

TEST(SocketByCookie, NeedsTheOriginOfThePage) {
    for (auto const* const origin : {"", "null", "https://evil.test", "http://desk.example"}) {
        EXPECT_FALSE(judge_socket_by_cookie(asked({{"Origin", origin}}), public_site)) << origin;
    }
    EXPECT_FALSE(judge_socket_by_cookie(asked({}), public_site));
    EXPECT_TRUE(judge_socket_by_cookie(asked({{"Origin", "https://desk.example"}}), public_site));
}

TEST(OpenChange, ALogInFromAnotherPageIsRefused) {
    EXPECT_FALSE(judge_open_change(asked({{"Origin", "https://evil.test"}}), public_site));
    EXPECT_FALSE(judge_open_change(asked({{"Sec-Fetch-Site", "cross-site"}}), public_site));
    EXPECT_TRUE(judge_open_change(
        asked({{"Origin", "https://desk.example"}, {"Sec-Fetch-Site", "same-origin"}}), public_site));
    EXPECT_TRUE(judge_open_change(asked({}), public_site));
}

TEST(Cookie, IsHostBoundUnderHttpsAndNamedByPortOnLoopback) {
    EXPECT_EQ(session_cookie(public_site, "s"), "__Host-balie=s; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(session_cookie(loopback_site, "s"), "balie_8080=s; Path=/; HttpOnly; SameSite=Lax");
    EXPECT_NE(ended_session_cookie(public_site).find("Max-Age=0"), std::string::npos);
}

TEST(Credentials, AuthorizationIsJudgedAlone) {
    auto const both = credentials_of(
        asked({{"Authorization", "Bearer wrong"}, {"Cookie", "balie_8080=right"}}), loopback_site);
    auto const other_scheme = credentials_of(
        asked({{"Authorization", "Basic eDp5"}, {"Cookie", "balie_8080=right"}}), loopback_site);
    auto const empty =
        credentials_of(asked({{"Authorization", ""}, {"Cookie", "balie_8080=right"}}), loopback_site);

    EXPECT_EQ(both.kind, Credentials::Kind::token);
    EXPECT_EQ(both.secret, "wrong");
    EXPECT_EQ(other_scheme.kind, Credentials::Kind::unreadable);
    EXPECT_EQ(empty.kind, Credentials::Kind::unreadable);
}

TEST(Credentials, TheCookieIsFoundByItsWholeName) {
    auto const found =
        credentials_of(asked({{"Cookie", "xbalie_8080=a; balie_80=b;balie_8080=c; d"}}), loopback_site);
    auto const none = credentials_of(asked({{"Cookie", "balie_80801=a; BALIE_8080=b"}}), loopback_site);

    EXPECT_EQ(found.secret, "c");
    EXPECT_EQ(none.kind, Credentials::Kind::none);
}

}  // namespace
}  // namespace balie::api
