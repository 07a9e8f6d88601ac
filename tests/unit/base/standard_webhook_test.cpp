// The scheme's own example, and every way in which a webhook is not what it says.
#include <balie/base/standard_webhook.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

using std::chrono::seconds;

constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr auto body = R"({"test": 2432232314})";
constexpr auto at = Time{seconds{1'614'265'330}};

Headers signed_headers() { return sign_standard_webhook(*standard_webhook_key(secret), id, at, body); }

bool verifies(Headers const& headers, std::string_view bytes = body, Time now = at,
              std::string_view key = secret) {
    return verify_standard_webhook(key, headers, bytes, now).has_value();
}

TEST(StandardWebhook, SignsAsTheSchemesExampleDoes) {
    auto const headers = signed_headers();

    EXPECT_EQ(header(headers, "webhook-id"), id);
    EXPECT_EQ(header(headers, "webhook-timestamp"), "1614265330");
    EXPECT_EQ(header(headers, "webhook-signature"), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(StandardWebhook, IsVerifiedBesideOtherSignatures) {
    auto headers = signed_headers();
    headers[2].second = "v1,AAAA v1a,BBBB " + headers[2].second;

    EXPECT_TRUE(verifies(headers));
}

TEST(StandardWebhook, IsRefusedWhenAnythingIsOther) {
    auto other_id = signed_headers();
    other_id[0].second = "msg_other";
    auto other_time = signed_headers();
    other_time[1].second = "1614265331";
    auto no_number = signed_headers();
    no_number[1].second = "1614265330 ";

    EXPECT_TRUE(verifies(signed_headers()));
    EXPECT_FALSE(verifies(other_id));
    EXPECT_FALSE(verifies(other_time));
    EXPECT_FALSE(verifies(no_number));
    EXPECT_FALSE(verifies(signed_headers(), "{}"));
    EXPECT_FALSE(verifies(signed_headers(), body, at, "whsec_AAAA"));
    EXPECT_FALSE(verifies({}));
}

TEST(StandardWebhook, IsGoodForFiveMinutesEitherWay) {
    EXPECT_TRUE(verifies(signed_headers(), body, at + seconds{300}));
    EXPECT_TRUE(verifies(signed_headers(), body, at - seconds{300}));
    EXPECT_FALSE(verifies(signed_headers(), body, at + seconds{301}));
    EXPECT_FALSE(verifies(signed_headers(), body, at - seconds{301}));
}

TEST(StandardWebhook, HasNoKeyWithoutASecret) {
    for (auto const* const none : {"", "whsec_", "whsec_not base64", "no base64 either"}) {
        EXPECT_FALSE(standard_webhook_key(none)) << none;
        EXPECT_FALSE(verifies(signed_headers(), body, at, none)) << none;
    }
    EXPECT_EQ(standard_webhook_key("whsec_AAAA"), std::string(3, '\0'));
    EXPECT_EQ(standard_webhook_key("AAAA"), std::string(3, '\0'));
}

}  // namespace
}  // namespace balie
