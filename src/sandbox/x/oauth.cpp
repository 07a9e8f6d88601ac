// https://www.rfc-editor.org/rfc/rfc5849#section-3.4 (2010)
#include "sandbox/x/oauth.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace balie::sandbox::x {
namespace {

// OAuth a="1", b="2"
std::optional<Fields> parameters_of(std::string_view header) {
    constexpr auto scheme = std::string_view{"OAuth "};
    if (!header.starts_with(scheme)) { return std::nullopt; }
    header.remove_prefix(scheme.size());
    auto fields = Fields{};
    while (!header.empty()) {
        auto const end = std::min(header.find(','), header.size());
        auto const part = trimmed(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        auto const mark = part.find("=\"");
        if (mark == std::string_view::npos || !part.ends_with('"')) { return std::nullopt; }
        auto const value = percent_decode(part.substr(mark + 2, part.size() - mark - 3));
        if (!value) { return std::nullopt; }
        fields.emplace_back(part.substr(0, mark), *value);
    }
    return fields;
}

std::string taken(Fields& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](auto const& one) { return one.first == name; });
    if (found == fields.end()) { return {}; }
    auto value = std::move(found->second);
    fields.erase(found);
    return value;
}

std::string value_of(Fields const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](auto const& one) { return one.first == name; });
    return found == fields.end() ? std::string{} : found->second;
}

}  // namespace

bool is_signed(http::Request const& request, std::string_view url, Keys const& keys) {
    auto parameters = parameters_of(request.header("Authorization"));
    if (!parameters) { return false; }
    auto const given = taken(*parameters, "oauth_signature");
    if (value_of(*parameters, "oauth_consumer_key") != keys.consumer_key ||
        value_of(*parameters, "oauth_token") != keys.token) {
        return false;
    }
    parameters->insert(parameters->end(), request.query.begin(), request.query.end());
    for (auto& [name, value] : *parameters) {
        name = percent_encode(name);
        value = percent_encode(value);
    }
    std::sort(parameters->begin(), parameters->end());
    auto list = std::string{};
    for (auto const& [name, value] : *parameters) { list += (list.empty() ? "" : "&") + name + '=' + value; }
    auto const base = request.method + '&' + percent_encode(url) + '&' + percent_encode(list);
    auto const key = percent_encode(keys.consumer_secret) + '&' + percent_encode(keys.token_secret);
    return equal_in_constant_time(given, to_base64(hmac_sha1(key, base)));
}

}  // namespace balie::sandbox::x
