// Against the worked example of RFC 5849, section 1.2.
#include <connectors/x/oauth.hpp>

#include <gtest/gtest.h>

namespace balie::connectors::x::oauth {
namespace {

constexpr auto keys = Keys{"dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"};

Fields protocol_fields() {
    return {{"oauth_consumer_key", "dpf43f3p2l4k3l03"},
            {"oauth_token", "nnch734d00sl2jdk"},
            {"oauth_signature_method", "HMAC-SHA1"},
            {"oauth_timestamp", "137131202"},
            {"oauth_nonce", "chapoH"}};
}

TEST(XOAuth, SignsAsTheStandardsExampleDoes) {
    EXPECT_EQ(signature("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original",
                        protocol_fields(), keys),
              "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
}

TEST(XOAuth, TakesParametersFromAFormAsFromTheAddress) {
    auto fields = protocol_fields();
    fields.insert(fields.begin(), {{"size", "original"}, {"file", "vacation.jpg"}});

    EXPECT_EQ(signature("GET", "http://photos.example.net/photos", fields, keys),
              "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
}

TEST(XOAuth, EveryPartCounts) {
    auto const whole = signature("GET", "https://a.example.test/x?q=1", protocol_fields(), keys);
    auto other = keys;
    other.token_secret = "another";

    EXPECT_NE(whole, signature("POST", "https://a.example.test/x?q=1", protocol_fields(), keys));
    EXPECT_NE(whole, signature("GET", "https://a.example.test/y?q=1", protocol_fields(), keys));
    EXPECT_NE(whole, signature("GET", "https://a.example.test/x?q=2", protocol_fields(), keys));
    EXPECT_NE(whole, signature("GET", "https://a.example.test/x?q=1", protocol_fields(), other));
}

TEST(XOAuth, TheHeaderHoldsAllButTheSecrets) {
    auto const header =
        authorization("POST", "https://api.example.test/2/tweets", keys, "a nonce", "1700000000");

    EXPECT_TRUE(
        header.starts_with("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_nonce=\"a%20nonce\", "));
    EXPECT_NE(header.find("oauth_signature_method=\"HMAC-SHA1\""), std::string::npos);
    EXPECT_NE(header.find("oauth_timestamp=\"1700000000\""), std::string::npos);
    EXPECT_NE(header.find("oauth_signature=\""), std::string::npos);
    EXPECT_TRUE(header.ends_with("%3D\""));
    EXPECT_EQ(header.find("kd94hf93k423kf44"), std::string::npos);
    EXPECT_EQ(header.find("pfkkdhi9sl3r4s00"), std::string::npos);
}

}  // namespace
}  // namespace balie::connectors::x::oauth
