// Small words for writing JSON: absent is absent, ids are texts, times are RFC 3339.
#pragma once

#include <balie/base/id.hpp>
#include <balie/base/time.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::wire {

// Leaves the field out for the id of none, an empty text, and what is absent.
template <class Of>
void put(nlohmann::json& object, char const* name, Id<Of> id) {
    if (id) { object[name] = to_string(id); }
}
inline void put(nlohmann::json& object, char const* name, std::string const& text) {
    if (!text.empty()) { object[name] = text; }
}
inline void put(nlohmann::json& object, char const* name, std::optional<Time> const& time) {
    if (time) { object[name] = to_rfc3339(*time); }
}
inline void put(nlohmann::json& object, char const* name, std::optional<std::int64_t> const& number) {
    if (number) { object[name] = *number; }
}

// The address of a customer's picture: who may see it is asked at each request.
template <class Of>
void put_picture(nlohmann::json& object, Id<Of> picture) {
    if (picture) { object["avatar_url"] = "/api/v1/attachments/" + to_string(picture) + "/content"; }
}

template <class Of>
nlohmann::json texts_of(std::vector<Id<Of>> const& ids) {
    auto texts = nlohmann::json::array();
    for (auto const id : ids) { texts.push_back(to_string(id)); }
    return texts;
}

// A jsonb column's text; what is empty or no JSON becomes `otherwise`.
inline nlohmann::json parsed_or(std::string const& text, nlohmann::json otherwise) {
    auto value = nlohmann::json::parse(text, nullptr, false);
    return value.type() == otherwise.type() ? value : otherwise;
}

}  // namespace balie::wire
