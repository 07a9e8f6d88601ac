// The three signatures against official vectors, and against times and algorithms that they must not take.
#include <connectors/messagebird/signature.hpp>

#include "support/files.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::connectors::messagebird {
namespace {

using nlohmann::json;

bool verifies(std::string const& generation, std::string const& key, Headers const& headers,
              std::string const& url, std::string const& body, Time now) {
    auto const none = Fields{};
    auto const secrets = Secrets{{{"generation", generation}, {"signing_key", key}}};
    return verify(WebhookRequest{"POST", url, none, headers, body}, secrets, now).has_value();
}

json vectors_of(std::string const& file) {
    return json::parse(test::bytes_of(test::shared() / "vectors" / file));
}

TEST(MessageBirdSignature, TakesAndRefusesWhatTheOfficialVectorsSay) {
    if (test::shared().empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& vector : vectors_of("messagebird_jwt_official.json")) {
        auto const headers = Headers{{"MessageBird-Signature-JWT", vector.at("token")}};
        auto const payload =
            vector.contains("payload") && vector["payload"].is_string() ? vector["payload"] : json("");
        auto const secret =
            vector.contains("secret") && vector["secret"].is_string() ? vector["secret"] : json("any");
        auto const now = parse_time(vector.at("timestamp").get<std::string>()).value();
        EXPECT_EQ(verifies("classic", secret, headers, vector.at("url"), payload, now),
                  vector.at("valid").get<bool>())
            << vector.at("name");
        ++tried;
    }
    EXPECT_EQ(tried, 44);
}

TEST(MessageBirdSignature, OfTheLaterGenerationsIsThatOfTheVectors) {
    if (test::shared().empty()) { GTEST_SKIP() << "no shared material here"; }
    auto tried = 0;
    for (auto const& vector : vectors_of("signature_and_length_vectors.json")) {
        auto const kind = vector.at("kind").get<std::string>();
        if (kind != "bird_hmac" && kind != "standardwebhooks") { continue; }
        auto const body = from_base64(vector.at("body_b64").get<std::string>()).value();
        auto const key = vector.at("secret").get<std::string>();
        auto const is_standard = kind == "standardwebhooks";
        auto const at = is_standard ? std::to_string(vector.at("timestamp").get<long>())
                                    : vector.at("timestamp").get<std::string>();
        auto const signature = vector.at("expected").get<std::string>();
        auto const headers = is_standard ? Headers{{"webhook-id", vector.at("id")},
                                                   {"webhook-timestamp", at},
                                                   {"webhook-signature", "v1,AAAA " + signature}}
                                         : Headers{{"messagebird-signature", signature},
                                                   {"messagebird-request-timestamp", at}};
        auto const generation = std::string{is_standard ? "bird" : "channels"};
        auto const url = vector.value("url", std::string{"https://desk.example.test/"});
        auto const now = Time{std::chrono::seconds{std::stol(at)}};
        EXPECT_TRUE(verifies(generation, key, headers, url, body, now)) << vector.at("name");
        EXPECT_FALSE(verifies(generation, key, headers, url, body + ' ', now)) << vector.at("name");
        EXPECT_FALSE(verifies("classic", key, headers, url, body, now)) << vector.at("name");
        if (is_standard) {
            EXPECT_FALSE(verifies(generation, key, headers, url, body, now + std::chrono::minutes{6}));
            EXPECT_FALSE(verifies(generation, key, headers, url, body, now - std::chrono::minutes{6}));
        }
        ++tried;
    }
    EXPECT_EQ(tried, 3);
}

std::string token_of(std::string const& head, std::string const& claims, std::string const& key) {
    auto const text = to_base64url(head) + '.' + to_base64url(claims);
    return text + '.' + to_base64url(hmac_sha256(key, text));
}

TEST(MessageBirdSignature, HasASecondsLeewayAndNoMore) {
    auto const now = Time{std::chrono::seconds{1'777'000'000}};
    auto const is_taken = [&](std::string const& times) {
        auto const claims = R"({"iss":"MessageBird",)" + times + R"("url_hash":")" +
                            to_hex(sha256("https://desk.example.test/")) + "\"}";
        auto const token = token_of(R"({"alg":"HS256"})", claims, "key");
        return verifies("classic", "key", {{"MessageBird-Signature-JWT", token}},
                        "https://desk.example.test/", "", now);
    };

    EXPECT_TRUE(is_taken(R"("nbf":1777000001,"exp":1777000060,)"));
    EXPECT_TRUE(is_taken(R"("nbf":1776999940,"exp":1776999999,)"));
    EXPECT_FALSE(is_taken(R"("nbf":1777000002,"exp":1777000060,)"));
    EXPECT_FALSE(is_taken(R"("nbf":1776999940,"exp":1776999998,)"));
    EXPECT_FALSE(is_taken(R"("nbf":1776999940,)"));
}

}  // namespace
}  // namespace balie::connectors::messagebird
