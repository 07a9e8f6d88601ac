// X for the conformance suite.
#include "connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/x/connector.hpp>

namespace balie::test {

Subject x_subject() {
    auto subject = Subject{};
    subject.name = "x";
    subject.channel = "x";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::x::X>(http); };
    subject.secrets = Secrets{{{"user_id", "7001"},
                               {"consumer_key", "fictional-key"},
                               {"consumer_secret", "fictional-consumer-secret"},
                               {"access_token", "fictional-token"},
                               {"access_token_secret", "fictional-token-secret"}}};
    subject.signing_secret = "consumer_secret";
    subject.signature_header = "x-twitter-webhooks-signature";
    subject.sign = [](std::string_view url, std::string_view body, Secrets const& secrets) {
        auto proof = Proof{std::string{url}};
        proof.headers = {{"x-twitter-webhooks-signature",
                          "sha256=" + to_base64(hmac_sha256(secrets["consumer_secret"], body))}};
        return proof;
    };
    subject.good_handshake = {{"crc_token", "a-Word_42"}};
    subject.expected_reply = R"({"response_token":"sha256=)" +
                             to_base64(hmac_sha256("fictional-consumer-secret", "a-Word_42")) + R"("})";
    subject.reply_content_type = "application/json";
    return subject;
}

}  // namespace balie::test
