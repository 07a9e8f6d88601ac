// Web Push held against the example of RFC 8291, and against a browser of our own.
#include "support/push_browser.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/web_push.hpp>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

using namespace std::chrono_literals;

constexpr auto now = Time{std::chrono::seconds{1'800'000'000}};

std::string bytes(std::string_view base64) { return from_base64(base64).value(); }

// RFC 8291, section 5 and appendix A.
struct Example {
    std::string text = "When I grow up, I want to be a watermelon";
    P256Key sender = p256_key_of(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).value();
    P256Key browser = p256_key_of(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")).value();
    std::string auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
    std::string salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
    std::string body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
        "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    PushTarget target{"https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", browser.public_key,
                      auth};
};

TEST(WebPush, SealsTheExampleOfTheStandard) {
    auto const example = Example{};

    auto const body = seal_push_with(example.text, example.target, example.sender, example.salt);

    ASSERT_TRUE(body);
    EXPECT_EQ(to_base64url(*body), example.body);
}

TEST(WebPush, TheBrowserOfTheTestsReadsTheExampleToo) {
    auto const example = Example{};
    auto const browser = test::PushBrowser{example.target.endpoint, example.browser, example.auth};

    EXPECT_EQ(browser.read(bytes(example.body)), example.text);
}

TEST(WebPush, OnlyItsOwnBrowserReadsWhatIsSealed) {
    auto const browser = test::PushBrowser{"https://push.example.net/a"};
    auto const body = seal_push("Nieuw bericht", browser.target());

    ASSERT_TRUE(body);
    EXPECT_EQ(browser.read(*body), "Nieuw bericht");
    EXPECT_FALSE(test::PushBrowser{"https://push.example.net/a"}.read(*body));
    auto changed = *body;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    EXPECT_FALSE(browser.read(changed));
}

TEST(WebPush, IsSealedAnewEachTime) {
    auto const browser = test::PushBrowser{"https://push.example.net/a"};

    EXPECT_NE(seal_push("Dag", browser.target()), seal_push("Dag", browser.target()));
}

TEST(WebPush, TheLengthTellsNothingOfAShortText) {
    auto const browser = test::PushBrowser{"https://push.example.net/a"};

    EXPECT_EQ(seal_push("a", browser.target())->size(),
              seal_push(std::string(200, 'a'), browser.target())->size());
}

TEST(WebPush, FitsWhatAPushServiceTakes) {
    auto const browser = test::PushBrowser{"https://push.example.net/a"};
    auto const longest = std::string(push_text_bytes_max, 'a');

    auto const body = seal_push(longest, browser.target());

    ASSERT_TRUE(body);
    EXPECT_LE(body->size(), 4'096U);
    EXPECT_EQ(browser.read(*body), longest);
    EXPECT_FALSE(seal_push(longest + 'a', browser.target()));
}

TEST(WebPush, RefusesABrowsersKeyThatIsNone) {
    auto target = test::PushBrowser{"https://push.example.net/a"}.target();
    target.public_key.back() = static_cast<char>(target.public_key.back() ^ 1);
    EXPECT_FALSE(seal_push("Dag", target));

    target = test::PushBrowser{"https://push.example.net/a"}.target();
    target.auth_secret.pop_back();
    EXPECT_FALSE(seal_push("Dag", target));
}

TEST(WebPush, SaysWhoSendsToThisServiceAlone) {
    auto const sender = PushSender{new_p256_key(), "mailto:beheer@winkel.example"};

    auto const value = vapid(sender, "https://push.example.net:8443/w/?token=a", now);

    ASSERT_TRUE(value.starts_with("vapid t="));
    auto const comma = value.find(", k=");
    ASSERT_NE(comma, std::string::npos);
    EXPECT_EQ(value.substr(comma + 4), to_base64url(sender.key.public_key));
    auto const token = value.substr(8, comma - 8);
    auto const dot = token.rfind('.');
    EXPECT_TRUE(verify_es256(sender.key.public_key, token.substr(0, dot), bytes(token.substr(dot + 1))));
    auto const first = token.find('.');
    EXPECT_EQ(nlohmann::json::parse(bytes(token.substr(0, first))),
              (nlohmann::json{{"typ", "JWT"}, {"alg", "ES256"}}));
    EXPECT_EQ(nlohmann::json::parse(bytes(token.substr(first + 1, dot - first - 1))),
              (nlohmann::json{{"aud", "https://push.example.net:8443"},
                              {"exp", 1'800'000'000 + 12 * 3600},
                              {"sub", "mailto:beheer@winkel.example"}}));
}

TEST(WebPush, TheCallSaysHowLongAndHowUrgently) {
    auto const browser = test::PushBrowser{"https://push.example.net/a"};
    auto const sender = PushSender{new_p256_key(), "mailto:beheer@winkel.example"};

    auto const call = push_call("Dag", browser.target(), sender, PushWish{"topic", true, 10min}, now);

    ASSERT_TRUE(call);
    EXPECT_EQ(call->method, "POST");
    EXPECT_EQ(call->url, "https://push.example.net/a");
    EXPECT_EQ(header(call->headers, "TTL"), "600");
    EXPECT_EQ(header(call->headers, "Urgency"), "high");
    EXPECT_EQ(header(call->headers, "Topic"), "topic");
    EXPECT_EQ(header(call->headers, "Content-Encoding"), "aes128gcm");
    EXPECT_EQ(browser.read(call->body), "Dag");
}

}  // namespace
}  // namespace balie
