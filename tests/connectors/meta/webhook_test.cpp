// Meta's handshake and signature, the latter also against vectors made with other programs.
#include <connectors/meta/webhook.hpp>

#include <balie/base/crypto.hpp>

#include "support/files.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::connectors::meta {
namespace {

auto const secrets = Secrets{{{"verify_token", "vt"}, {"app_secret", "secret"}}};

int handshake_status(Fields const& query) {
    auto const headers = Headers{};
    auto const reply =
        challenge(WebhookRequest{"GET", "https://desk.example.test/", query, headers, {}}, secrets);
    return reply ? reply->status : 0;
}

TEST(MetaHandshake, RepeatsOnlyShortPlainWords) {
    auto const with = [](std::string word) {
        return Fields{
            {"hub.mode", "subscribe"}, {"hub.verify_token", "vt"}, {"hub.challenge", std::move(word)}};
    };
    EXPECT_EQ(handshake_status(with("12345")), 200);
    EXPECT_EQ(handshake_status(with("aZ09-_.~")), 200);
    EXPECT_EQ(handshake_status(with(std::string(256, 'a'))), 200);
    EXPECT_EQ(handshake_status(with(std::string(257, 'a'))), 401);
    EXPECT_EQ(handshake_status(with("")), 401);
    for (auto const* word :
         {"<script>1</script>", "a b", "{\"a\":1}", "a\r\nSet-Cookie: x", "caf\xC3\xA9", "a&b"}) {
        EXPECT_EQ(handshake_status(with(word)), 401) << word;
    }
}

TEST(MetaHandshake, IsNotForPosts) {
    auto const query = Fields{};
    auto const headers = Headers{};
    EXPECT_FALSE(challenge(WebhookRequest{"POST", "", query, headers, {}}, secrets));
}

TEST(MetaSignature, OldAndMisspeltOnesDoNotCount) {
    auto const query = Fields{};
    auto const digest = to_hex(hmac_sha256("secret", "{}"));
    auto upper = digest;
    for (auto& letter : upper) { letter = static_cast<char>(std::toupper(letter)); }
    auto const cases = std::vector<std::pair<Headers, bool>>{
        {{{"X-Hub-Signature-256", "sha256=" + digest}}, true},
        {{{"x-hub-signature-256", "sha256=" + digest}}, true},
        {{{"X-Hub-Signature-256", digest}}, false},
        {{{"X-Hub-Signature-256", "SHA256=" + digest}}, false},
        {{{"X-Hub-Signature-256", "sha256=" + upper}}, false},
        {{{"X-Hub-Signature-256", "sha256=" + digest + " "}}, false},
        {{{"X-Hub-Signature", "sha1=" + to_hex(hmac_sha1("secret", "{}"))}}, false},
    };
    for (auto const& [headers, good] : cases) {
        EXPECT_EQ(verify(WebhookRequest{"POST", "", query, headers, "{}"}, secrets).has_value(), good)
            << headers[0].second;
    }
}

TEST(MetaSignature, AgreesWithTheSharedVectors) {
    auto const folder = test::shared();
    if (folder.empty()) { GTEST_SKIP() << "no shared material here"; }
    auto const vectors =
        nlohmann::json::parse(test::bytes_of(folder / "vectors" / "signature_and_length_vectors.json"));
    auto seen = 0;
    for (auto const& one : vectors) {
        if (one.at("kind") != "meta") { continue; }
        auto const body = from_base64(one.at("body_b64").get<std::string>());
        auto const headers = Headers{{"X-Hub-Signature-256", one.at("expected").get<std::string>()}};
        auto const query = Fields{};
        auto const own = Secrets{{{"app_secret", one.at("secret").get<std::string>()}}};
        ASSERT_TRUE(body);
        EXPECT_TRUE(verify(WebhookRequest{"POST", "", query, headers, *body}, own)) << one.at("name");
        ++seen;
    }
    EXPECT_GE(seen, 5);
}

}  // namespace
}  // namespace balie::connectors::meta
