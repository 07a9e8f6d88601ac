// WhatsApp for the conformance suite.
#include "unit/connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/whatsapp/connector.hpp>

namespace balie::test {

Subject whatsapp_subject() {
    auto subject = Subject{};
    subject.channel = "whatsapp";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::whatsapp::WhatsApp>(http); };
    subject.secrets = Secrets{{{"phone_number_id", "700100200300"},
                               {"waba_id", "800100200300"},
                               {"access_token", "fictional-token"},
                               {"app_secret", "fictional-app-secret"},
                               {"verify_token", "fictional-verify-token"}}};
    subject.signing_secret = "app_secret";
    subject.signature_header = "X-Hub-Signature-256";
    subject.sign = [](std::string_view body, Secrets const& secrets) {
        return Headers{{"x-hub-signature-256", "sha256=" + to_hex(hmac_sha256(secrets["app_secret"], body))}};
    };
    subject.good_handshake = {{"hub.mode", "subscribe"},
                              {"hub.challenge", "1158201444"},
                              {"hub.verify_token", "fictional-verify-token"}};
    subject.expected_reply = "1158201444";
    return subject;
}

}  // namespace balie::test
