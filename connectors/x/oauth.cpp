// https://www.rfc-editor.org/rfc/rfc5849#section-3.4 (2010)
#include <connectors/x/oauth.hpp>

#include <balie/base/crypto.hpp>

#include <algorithm>

namespace balie::connectors::x::oauth {

std::string signature(std::string_view method, std::string_view url, Fields parameters, Keys const& keys) {
    auto const mark = url.find('?');
    if (mark != std::string_view::npos) {
        auto const query = parse_form(url.substr(mark + 1)).value_or(Fields{});
        parameters.insert(parameters.end(), query.begin(), query.end());
    }
    for (auto& [name, value] : parameters) {
        name = percent_encode(name);
        value = percent_encode(value);
    }
    // Sorted as they are written, not as they are meant.
    std::sort(parameters.begin(), parameters.end());
    auto list = std::string{};
    for (auto const& [name, value] : parameters) { list += (list.empty() ? "" : "&") + name + '=' + value; }
    auto const base =
        std::string{method} + '&' + percent_encode(url.substr(0, mark)) + '&' + percent_encode(list);
    auto const key = percent_encode(keys.consumer_secret) + '&' + percent_encode(keys.token_secret);
    return to_base64(hmac_sha1(key, base));
}

std::string authorization(std::string_view method, std::string_view url, Keys const& keys,
                          std::string_view nonce, std::string_view timestamp) {
    auto parameters = Fields{{"oauth_consumer_key", std::string{keys.consumer_key}},
                             {"oauth_nonce", std::string{nonce}},
                             {"oauth_signature_method", "HMAC-SHA1"},
                             {"oauth_timestamp", std::string{timestamp}},
                             {"oauth_token", std::string{keys.token}},
                             {"oauth_version", "1.0"}};
    auto signed_ = signature(method, url, parameters, keys);
    parameters.emplace_back("oauth_signature", std::move(signed_));
    auto header = std::string{"OAuth "};
    for (auto const& [name, value] : parameters) {
        if (name != parameters.front().first) { header += ", "; }
        header += name + "=\"" + percent_encode(value) + '"';
    }
    return header;
}

}  // namespace balie::connectors::x::oauth
