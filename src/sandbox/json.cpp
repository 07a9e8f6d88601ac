// The one place of this room that knows how nlohmann's parser fails.
#include "sandbox/json.hpp"

namespace balie::sandbox {
namespace {

constexpr auto depth_max = 32;

Json const* member(Json const& object, std::string_view key) {
    if (!object.is_object()) { return nullptr; }
    auto const found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Json> parsed_object(std::string_view text) {
    auto is_too_deep = false;
    auto const watch = [&](int depth, Json::parse_event_t, Json&) {
        is_too_deep = is_too_deep || depth > depth_max;
        return !is_too_deep;
    };
    auto value = Json::parse(text, watch, false);
    if (is_too_deep || !value.is_object()) { return std::nullopt; }
    return value;
}

std::string text_in(Json const& object, std::string_view key) {
    auto const* const found = member(object, key);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
}

bool flag_in(Json const& object, std::string_view key, bool otherwise) {
    auto const* const found = member(object, key);
    return found != nullptr && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::optional<double> number_in(Json const& object, std::string_view key) {
    auto const* const found = member(object, key);
    if (found == nullptr || !found->is_number()) { return std::nullopt; }
    return found->get<double>();
}

Json const& object_in(Json const& object, std::string_view key) {
    static auto const nothing = Json::object();
    auto const* const found = member(object, key);
    return found != nullptr && found->is_object() ? *found : nothing;
}

Json const& list_in(Json const& object, std::string_view key) {
    static auto const nothing = Json::array();
    auto const* const found = member(object, key);
    return found != nullptr && found->is_array() ? *found : nothing;
}

std::string escaped_text(Json const& value) {
    return value.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string plain_text(Json const& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace balie::sandbox
