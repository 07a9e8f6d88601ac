// Twilio for the conformance suite.
#include "connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/twilio/connector.hpp>

#include <algorithm>

namespace balie::test {
namespace {

// Names are sorted, and a pair that comes twice counts once.
std::string signed_text(std::string_view url, std::string_view body) {
    auto fields = parse_form(body).value_or(Fields{});
    std::sort(fields.begin(), fields.end());
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    auto text = std::string{url};
    for (auto const& [name, value] : fields) { text += name + value; }
    return text;
}

}  // namespace

Subject twilio_subject() {
    auto subject = Subject{};
    subject.name = "twilio";
    subject.channel = "twilio";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::twilio::Twilio>(http); };
    subject.secrets = Secrets{{{"account_sid", "AC00000000000000000000000000009901"},
                               {"auth_token", "fictional-auth-token"},
                               {"from", "+31 85 550 0100"}}};
    subject.signing_secret = "auth_token";
    subject.signature_header = "x-twilio-signature";
    subject.sign = [](std::string_view url, std::string_view body, Secrets const& secrets) {
        auto proof = Proof{std::string{url}};
        auto const mac = hmac_sha1(secrets["auth_token"], signed_text(url, body));
        proof.headers = {{"x-twilio-signature", to_base64(mac)}};
        return proof;
    };
    subject.is_json = false;
    return subject;
}

}  // namespace balie::test
