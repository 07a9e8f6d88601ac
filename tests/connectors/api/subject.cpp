// The channel of an organisation's own programs for the conformance suite.
#include "connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/api/connector.hpp>

namespace balie::test {
namespace {

constexpr auto now_in_seconds = 1'777'000'000;

class StoppedClock final : public Clock {
public:
    Time now() const override { return Time{std::chrono::seconds{now_in_seconds}}; }
};

// Written a second time, for the suite is to find out whether ours is right.
Proof proof_of(std::string_view url, std::string_view body, Secrets const& secrets) {
    auto const at = std::to_string(now_in_seconds);
    auto secret = std::string{secrets["inbound_secret"]};
    if (secret.starts_with("whsec_")) { secret.erase(0, 6); }
    auto const key = from_base64(secret).value_or(std::string{});
    auto const mac = hmac_sha256(key, "msg_1." + at + '.' + std::string{body});
    auto proof = Proof{std::string{url}};
    proof.headers = {
        {"webhook-signature", "v1," + to_base64(mac)}, {"webhook-id", "msg_1"}, {"webhook-timestamp", at}};
    return proof;
}

}  // namespace

Subject api_subject() {
    auto subject = Subject{};
    subject.name = "api";
    subject.channel = "api";
    subject.make = [](HttpClient& http) {
        return std::make_unique<connectors::api::Api>(
            http, std::filesystem::path{}, "https://desk.example.test", std::make_unique<StoppedClock>());
    };
    subject.secrets = Secrets{{{"endpoint_url", "https://shop.example.test/desk"},
                               {"endpoint_secret", "whsec_" + to_base64("fictional-endpoint-secret")},
                               {"inbound_secret", "whsec_" + to_base64("fictional-inbound-secret")},
                               {"inbox_key", "100001-fictional"}}};
    subject.signing_secret = "inbound_secret";
    subject.signature_header = "webhook-signature";
    subject.sign = proof_of;
    return subject;
}

}  // namespace balie::test
