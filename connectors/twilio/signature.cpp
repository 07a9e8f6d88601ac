// https://www.twilio.com/docs/usage/webhooks/webhooks-security (read 2026-11)
#include <connectors/twilio/signature.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace balie::connectors::twilio {
namespace {

// Twilio's own libraries read a repeated name as a set of values, and so does what it signs.
std::string joined(Fields const& fields) {
    auto values = std::set<std::pair<std::string_view, std::string_view>>{};
    for (auto const& [name, value] : fields) { values.emplace(name, value); }
    auto text = std::string{};
    for (auto const& [name, value] : values) { (text += name) += value; }
    return text;
}

std::string_view value_of(Fields const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [name](auto const& one) { return one.first == name; });
    return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

// With and without the port that the scheme implies: Twilio has signed both.
std::string with_other_port(std::string_view url) {
    auto const scheme = url.find("://");
    if (scheme == std::string_view::npos) { return std::string{url}; }
    auto const end = std::min(url.find_first_of("/?", scheme + 3), url.size());
    auto const port = url.substr(0, scheme) == "http" ? std::string_view{":80"} : std::string_view{":443"};
    auto const authority = url.substr(0, end);
    auto const rest = url.substr(end);
    if (authority.ends_with(port)) {
        return std::string{authority.substr(0, authority.size() - port.size())} + std::string{rest};
    }
    if (authority.find(':', scheme + 3) != std::string_view::npos) { return std::string{url}; }
    return std::string{authority} + std::string{port} + std::string{rest};
}

// As Node's older query writer escapes, which leaves more letters as they are than RFC 3986.
std::string legacy_escaped(std::string_view text) {
    auto escaped = std::string{};
    for (auto const letter : text) {
        auto const is_kept = std::string_view{"!'()*"}.find(letter) != std::string_view::npos;
        escaped += is_kept ? std::string(1, letter) : percent_encode(std::string_view{&letter, 1});
    }
    return escaped;
}

std::string with_legacy_query(std::string_view url) {
    auto const mark = url.find('?');
    auto const fields = mark == std::string_view::npos ? std::nullopt : parse_form(url.substr(mark + 1));
    if (!fields) { return std::string{url}; }
    auto text = std::string{url.substr(0, mark)};
    auto separator = '?';
    for (auto const& [name, value] : *fields) {
        text += separator + legacy_escaped(name) + '=' + legacy_escaped(value);
        separator = '&';
    }
    return text;
}

Error refusal(std::string detail) { return {ErrorCode::unauthenticated, std::move(detail)}; }

bool is_signed(std::string_view url, std::string_view parameters, std::string_view token,
               std::string_view given) {
    auto const forms = {std::string{url}, with_other_port(url), with_legacy_query(url),
                        with_legacy_query(with_other_port(url))};
    auto fits = false;
    for (auto const& form : forms) {
        auto const ours = to_base64(hmac_sha1(token, form + std::string{parameters}));
        fits = equal_in_constant_time(given, ours) || fits;
    }
    return fits;
}

}  // namespace

Result<void> verify(WebhookRequest const& request, Secrets const& secrets) {
    auto const token = secrets["auth_token"];
    auto const given = sole_header(request.headers, "X-Twilio-Signature");
    // Everybody can sign with an empty key: an inbox without a token takes nothing.
    if (token.empty() || given.empty()) { return refusal("no signature"); }
    auto const url = request.url.substr(0, request.url.find('#'));
    auto const digest = value_of(request.query, "bodySHA256");
    if (!digest.empty()) {
        auto const fits = equal_in_constant_time(lowered(digest), to_hex(sha256(request.body)));
        if (!is_signed(url, {}, token, given) || !fits) { return refusal("wrong signature"); }
        return {};
    }
    auto const fields = parse_form(request.body);
    if (!fields) { return refusal("parameters that cannot be read"); }
    if (!is_signed(url, joined(*fields), token, given)) { return refusal("wrong signature"); }
    return {};
}

}  // namespace balie::connectors::twilio
