// WhatsApp for the conformance suite.
#include "connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/whatsapp/connector.hpp>

namespace balie::test {

Subject whatsapp_subject() {
    auto subject = Subject{};
    subject.name = "whatsapp";
    subject.channel = "whatsapp";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::whatsapp::WhatsApp>(http); };
    subject.secrets = Secrets{{{"phone_number_id", "700100200300"},
                               {"waba_id", "800100200300"},
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
