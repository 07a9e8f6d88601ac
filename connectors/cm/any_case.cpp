#include <connectors/cm/any_case.hpp>

#include <balie/base/text.hpp>

namespace balie::connectors::cm {

json::Value const* value_of(json::Object const& object, std::string_view key) {
    if (auto const* const exact = json::member(object, key)) { return exact; }
    auto const wanted = lowered(key);
    for (auto const& [name, value] : object) {
        if (lowered(name) == wanted) { return &value; }
    }
    return nullptr;
}

json::Object const* object_of(json::Object const& object, std::string_view key) {
    auto const* const value = value_of(object, key);
    return value == nullptr ? nullptr : value->if_object();
}

std::string text_of(json::Object const& object, std::string_view key) {
    auto const* const value = value_of(object, key);
    if (value == nullptr) { return {}; }
    if (value->is_string()) { return storable(std::string{value->get_string()}); }
    if (value->is_int64()) { return std::to_string(value->get_int64()); }
    return value->is_uint64() ? std::to_string(value->get_uint64()) : std::string{};
}

}  // namespace balie::connectors::cm
