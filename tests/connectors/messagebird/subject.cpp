// MessageBird for the conformance suite: one connector, three generations, three signatures.
#include "connectors/conformance.hpp"

#include <balie/base/crypto.hpp>
#include <connectors/messagebird/connector.hpp>

namespace balie::test {
namespace {

constexpr auto now_in_seconds = 1'777'000'000;

class StoppedClock final : public Clock {
public:
    Time now() const override { return Time{std::chrono::seconds{now_in_seconds}}; }
};

Subject a_subject(std::string const& generation, std::string signing_key) {
    auto subject = Subject{};
    subject.name = "messagebird_" + generation;
    subject.channel = "messagebird";
    subject.make = [](HttpClient& http) {
        return std::make_unique<connectors::messagebird::MessageBird>(http, std::make_unique<StoppedClock>());
    };
    subject.secrets = Secrets{{{"generation", generation},
                               {"access_key", "fictional-access-key"},
                               {"signing_key", std::move(signing_key)},
                               {"originator", "+31855500100"}}};
    subject.signing_secret = "signing_key";
    return subject;
}

Proof token_proof(std::string_view url, std::string_view body, Secrets const& secrets) {
    auto const from = std::to_string(now_in_seconds - 5);
    auto const until = std::to_string(now_in_seconds + 55);
    auto claims = R"({"iss":"MessageBird","nbf":)" + from + R"(,"exp":)" + until + R"(,"url_hash":")" +
                  to_hex(sha256(url)) + '"';
    if (!body.empty()) { claims += R"(,"payload_hash":")" + to_hex(sha256(body)) + '"'; }
    auto const head = to_base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + to_base64url(claims + '}');
    auto proof = Proof{std::string{url}};
    auto const mac = hmac_sha256(secrets["signing_key"], head);
    proof.headers = {{"messagebird-signature-jwt", head + '.' + to_base64url(mac)}};
    return proof;
}

Proof channels_proof(std::string_view url, std::string_view body, Secrets const& secrets) {
    auto const at = std::to_string(now_in_seconds);
    auto const text = at + '\n' + std::string{url} + '\n' + sha256(body);
    auto proof = Proof{std::string{url}};
    proof.headers = {{"messagebird-signature", to_base64(hmac_sha256(secrets["signing_key"], text))},
                     {"messagebird-request-timestamp", at}};
    return proof;
}

Proof standard_proof(std::string_view url, std::string_view body, Secrets const& secrets) {
    auto const at = std::to_string(now_in_seconds);
    auto secret = std::string{secrets["signing_key"]};
    if (secret.starts_with("whsec_")) { secret.erase(0, 6); }
    auto const key = from_base64(secret).value_or(std::string{});
    auto const mac = hmac_sha256(key, "msg_own." + at + '.' + std::string{body});
    auto proof = Proof{std::string{url}};
    proof.headers = {
        {"webhook-signature", "v1," + to_base64(mac)}, {"webhook-id", "msg_own"}, {"webhook-timestamp", at}};
    return proof;
}

}  // namespace

Subject messagebird_classic_subject() {
    auto subject = a_subject("classic", "fictional-signing-key");
    subject.signature_header = "messagebird-signature-jwt";
    subject.sign = token_proof;
    subject.is_json = false;
    return subject;
}

Subject messagebird_channels_subject() {
    auto subject = a_subject("channels", "fictional-signing-key");
    subject.payloads = "messagebird_channels";
    subject.signature_header = "messagebird-signature";
    subject.sign = channels_proof;
    return subject;
}

Subject messagebird_bird_subject() {
    auto subject = a_subject("bird", "whsec_" + to_base64("fictional-signing-key-of-bird"));
    subject.payloads = "messagebird_bird";
    subject.signature_header = "webhook-signature";
    subject.sign = standard_proof;
    return subject;
}

}  // namespace balie::test
