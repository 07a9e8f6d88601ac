// The signature against what Twilio's own library made, and against what it must not take.
#include <connectors/twilio/signature.hpp>

#include "support/files.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::connectors::twilio {
namespace {

constexpr auto token = "fictional-token";

bool verifies(std::string const& url, std::string const& body, std::string const& signature,
              std::string const& secret = token) {
    auto const mark = url.find('?');
    auto const query =
        mark == std::string::npos ? Fields{} : parse_form(url.substr(mark + 1)).value_or(Fields{});
    auto const headers = Headers{{"X-Twilio-Signature", signature}};
    auto const secrets = Secrets{{{"auth_token", secret}}};
    return verify(WebhookRequest{"POST", url, query, headers, body}, secrets).has_value();
}

std::string signature_of(std::string const& text) { return to_base64(hmac_sha1(token, text)); }

TEST(TwilioSignature, IsThatOfTheOfficialLibrary) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto const vectors =
        nlohmann::json::parse(test::bytes_of(folder / "vectors" / "signature_and_length_vectors.json"));
    auto tried = 0;
    for (auto const& vector : vectors) {
        if (vector.at("kind") != "twilio") { continue; }
        auto const url = vector.at("url").get<std::string>();
        auto const body = from_base64(vector.at("body_b64").get<std::string>()).value();
        auto const secret = vector.at("secret").get<std::string>();
        auto const signature = vector.at("expected").get<std::string>();
        EXPECT_TRUE(verifies(url, body, signature, secret)) << vector.at("name");
        EXPECT_FALSE(verifies(url, body + "&Extra=1", signature, secret)) << vector.at("name");
        EXPECT_FALSE(verifies(url + "/", body, signature, secret)) << vector.at("name");
        ++tried;
    }
    EXPECT_EQ(tried, 10);
}

TEST(TwilioSignature, FitsWithAndWithoutTheUsualPort) {
    auto const bare = std::string{"https://desk.example.test/webhooks/twilio/7"};
    auto const with_port = std::string{"https://desk.example.test:443/webhooks/twilio/7"};
    auto const other_port = std::string{"https://desk.example.test:8443/webhooks/twilio/7"};

    EXPECT_TRUE(verifies(bare, "A=1", signature_of(with_port + "A1")));
    EXPECT_TRUE(verifies(with_port, "A=1", signature_of(bare + "A1")));
    EXPECT_TRUE(
        verifies("http://desk.example.test/x", "A=1", signature_of("http://desk.example.test:80/xA1")));
    EXPECT_FALSE(verifies(other_port, "A=1", signature_of(bare + "A1")));
    EXPECT_FALSE(verifies(bare, "A=1", signature_of(other_port + "A1")));
}

TEST(TwilioSignature, FitsTheOlderWayToWriteAQuery) {
    auto const url = std::string{"https://desk.example.test/x?name=a+b&mark=(1)"};

    EXPECT_TRUE(verifies(url, "A=1", signature_of("https://desk.example.test/x?name=a%20b&mark=(1)A1")));
}

TEST(TwilioSignature, LeavesTheFragmentOut) {
    EXPECT_TRUE(verifies("https://desk.example.test/x#rc=3&rp=all", "A=1",
                         signature_of("https://desk.example.test/xA1")));
}

TEST(TwilioSignature, OfJsonNeedsTheBodyThatItsAddressNames) {
    auto const body = std::string{R"({"a":1})"};
    auto const url = "https://desk.example.test/x?bodySHA256=" + to_hex(sha256(body));

    EXPECT_TRUE(verifies(url, body, signature_of(url)));
    EXPECT_FALSE(verifies(url, R"({"a":2})", signature_of(url)));
}

TEST(TwilioSignature, RefusesParametersThatCannotBeRead) {
    EXPECT_FALSE(
        verifies("https://desk.example.test/x", "A=%ZZ", signature_of("https://desk.example.test/xA%ZZ")));
}

}  // namespace
}  // namespace balie::connectors::twilio
