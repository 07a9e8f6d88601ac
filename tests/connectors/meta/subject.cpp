// Meta signs all of its webhooks alike.
#include "connectors/meta/subject.hpp"

#include <balie/base/crypto.hpp>

namespace balie::test {

Subject meta_subject(std::string const& channel, std::string const& address, std::string const& value) {
    auto subject = Subject{};
    subject.name = channel;
    subject.channel = channel;
    subject.secrets = Secrets{{{address, value},
                               {"access_token", "fictional-token"},
                               {"app_secret", "fictional-app-secret"},
                               {"verify_token", "fictional-verify-token"}}};
    subject.signing_secret = "app_secret";
    subject.signature_header = "x-hub-signature-256";
    subject.sign = [](std::string_view url, std::string_view body, Secrets const& secrets) {
        auto proof = Proof{std::string{url}};
        proof.headers = {
            {"x-hub-signature-256", "sha256=" + to_hex(hmac_sha256(secrets["app_secret"], body))}};
        return proof;
    };
    subject.good_handshake = {{"hub.mode", "subscribe"},
                              {"hub.challenge", "1158201444"},
                              {"hub.verify_token", "fictional-verify-token"}};
    subject.expected_reply = "1158201444";
    return subject;
}

}  // namespace balie::test
