// The digest finds mistakes and tampering; it needs no secret, for a made-up place in a list leads nowhere new.
#include "api/cursor.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace balie::api {
namespace {

constexpr auto digest_bytes = std::size_t{8};
constexpr auto cursor_bytes_max = std::size_t{1024};

std::string digest_of(std::string_view scope, std::string_view payload) {
    return sha256(std::string{scope} + '\n' + std::string{payload}).substr(0, digest_bytes);
}

std::optional<std::string> decoded(std::string text) {
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return from_base64(text);
}

// Absent when it is no list of texts.
std::optional<std::vector<std::string>> listed(std::string_view payload) {
    auto const parsed = nlohmann::json::parse(payload, nullptr, false);
    auto const is_text = [](nlohmann::json const& part) { return part.is_string(); };
    if (!parsed.is_array() || !std::ranges::all_of(parsed, is_text)) { return std::nullopt; }
    return parsed.get<std::vector<std::string>>();
}

}  // namespace

std::string scope_of(http::Request const& request) {
    auto fields = request.query;
    std::erase_if(fields,
                  [](auto const& field) { return field.first == "cursor" || field.first == "limit"; });
    std::ranges::sort(fields);
    auto scope = request.path;
    for (auto const& [name, value] : fields) { scope += '\n' + name + '=' + value; }
    return scope;
}

std::string cursor_of(std::string_view scope, std::initializer_list<std::string> parts) {
    auto const payload = nlohmann::json(parts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return to_base64url(digest_of(scope, payload) + payload);
}

Result<std::vector<std::string>> parts_of(std::string_view cursor, std::string_view scope,
                                          std::size_t count) {
    auto const bad =
        Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    if (cursor.size() > cursor_bytes_max) { return bad; }
    auto const bytes = decoded(std::string{cursor});
    if (!bytes || bytes->size() < digest_bytes) { return bad; }
    auto const payload = std::string_view{*bytes}.substr(digest_bytes);
    if (!equal_in_constant_time(digest_of(scope, payload),
                                std::string_view{*bytes}.substr(0, digest_bytes))) {
        return bad;
    }
    auto parts = listed(payload);
    if (!parts || parts->size() != count) { return bad; }
    return *std::move(parts);
}

}  // namespace balie::api
