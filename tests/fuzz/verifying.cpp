// Proof of origin: what we would have signed verifies, and nothing else does.
#include "fuzz/promises.hpp"

#include <algorithm>
#include <cstdint>

namespace balie::test {
namespace {

constexpr auto url = std::string_view{"https://desk.example.test/webhooks/channel/1"};
constexpr auto challenge_bytes_max = std::size_t{512};

std::string_view line_of(std::string_view& bytes) {
    auto const end = std::min(bytes.find('\n'), bytes.size());
    auto const line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return line;
}

// Where to flip a bit: anywhere, and the same for the same input.
std::uint64_t place_of(std::string_view bytes) {
    auto place = std::uint64_t{14'695'981'039'346'656'037U};
    for (auto const byte : bytes) { place = (place ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U; }
    return place ^ (place >> 29U);
}

std::string flipped(std::string text, std::uint64_t place) {
    auto& byte = text[(place / 8) % text.size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (place % 8)));
    return text;
}

bool verifies(Subject const& subject, Connector const& connector, Proof const& proof, std::string_view body) {
    auto const mark = proof.url.find('?');
    auto const query =
        mark == std::string::npos ? Fields{} : parse_form(proof.url.substr(mark + 1)).value_or(Fields{});
    auto const request = WebhookRequest{"POST", proof.url, query, proof.headers, body};
    return connector.verify(request, subject.secrets).has_value();
}

bool is_same(Proof const& one, Proof const& other) {
    return one.url == other.url && one.headers == other.headers;
}

// Twilio signs the parameters and not their bytes: what cannot be read as such has no signature.
bool can_be_signed(Subject const& subject, std::string_view body) {
    return subject.channel != "twilio" || parse_form(body).has_value();
}

std::string broken_by_flips(Subject const& subject, Connector const& connector, Proof const& proof,
                            std::string_view body, std::uint64_t place) {
    for (auto i = std::size_t{0}; i < proof.headers.size(); ++i) {
        auto forged = proof;
        forged.headers[i].second = flipped(forged.headers[i].second, place);
        if (verifies(subject, connector, forged, body)) {
            return "a flipped bit in " + proof.headers[i].first;
        }
    }
    if (!subject.signs_body || body.empty()) { return {}; }
    auto const other = flipped(std::string{body}, place);
    auto const is_signed_alike =
        can_be_signed(subject, other) && is_same(subject.sign(url, other, subject.secrets), proof);
    if (verifies(subject, connector, proof, other) != is_signed_alike) { return "a flipped bit in the body"; }
    return {};
}

std::string broken_by_words(Subject const& subject, Connector const& connector, Proof const& proof,
                            std::string_view query, std::string_view word, std::string_view body) {
    auto forged = Proof{std::string{url} + '?' + std::string{query}};
    for (auto const& [name, value] : proof.headers) {
        forged.headers.emplace_back(name, name == subject.signature_header ? std::string{word} : value);
    }
    if (!verifies(subject, connector, forged, body)) { return {}; }
    auto const& secret = subject.secrets[subject.signing_secret];
    // Whoever knows a word that is told may say it; the fuzzer may learn it by comparing.
    if (!subject.signs_body && (word == secret || query.find("key=") != std::string_view::npos)) {
        return {};
    }
    for (auto const& [name, value] : proof.headers) {
        if (name == subject.signature_header && word.find(value) != std::string_view::npos) { return {}; }
    }
    return "a signature that we did not make";
}

std::string broken_by_challenge(Subject const& subject, Connector const& connector, std::string_view query) {
    auto const fields = parse_form(query);
    if (!fields) { return {}; }
    auto const address = std::string{url} + '?' + std::string{query};
    auto const none = Headers{};
    auto const reply =
        connector.challenge(WebhookRequest{"GET", address, *fields, none, {}}, subject.secrets);
    if (!reply) { return {}; }
    if (reply->status != 200) { return reply->status == 401 && reply->body.empty() ? "" : "a loud refusal"; }
    auto const is_plain = std::ranges::all_of(reply->body, [](char letter) {
        return letter > ' ' && letter < '\x7F' && letter != '<' && letter != '>' && letter != '&';
    });
    return is_plain && reply->body.size() <= challenge_bytes_max ? "" : "a handshake that echoes anything";
}

}  // namespace

std::string broken_by_verifying(Subject const& subject, Connector const& connector, std::string_view bytes) {
    auto const place = place_of(bytes);
    auto const query = line_of(bytes);
    auto const word = line_of(bytes);
    auto broken = broken_by_challenge(subject, connector, query);
    if (!broken.empty() || !subject.sign || !can_be_signed(subject, bytes)) { return broken; }
    auto const proof = subject.sign(url, bytes, subject.secrets);
    if (!verifies(subject, connector, proof, bytes)) { return "what is signed does not verify"; }
    broken = broken_by_flips(subject, connector, proof, bytes, place);
    return broken.empty() ? broken_by_words(subject, connector, proof, query, word, bytes) : broken;
}

}  // namespace balie::test
