// Absent members are never null here: the desk's own API has no null in its answers, and takes none in these.
#include <connectors/api/object_reader.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>
#include <connectors/json/reading.hpp>

namespace balie::connectors::api {
namespace {

constexpr auto name_characters_shown = std::size_t{60};

}  // namespace

json::Value const* ObjectReader::take(std::string_view name) {
    taken_.insert(name);
    return json::member(*object_, name);
}

std::string ObjectReader::required_text(std::string_view name, std::size_t bytes_max) {
    auto value = text(name, bytes_max);
    if (value.empty()) { fault(name, "is required"); }
    return value;
}

std::string ObjectReader::text(std::string_view name, std::size_t bytes_max) {
    auto const* const value = take(name);
    if (value == nullptr) { return {}; }
    if (!value->is_string()) {
        fault(name, "must be a text");
        return {};
    }
    if (value->get_string().size() > bytes_max) {
        fault(name, "is too long");
        return {};
    }
    return json::text(*object_, name);
}

std::optional<Time> ObjectReader::time(std::string_view name) {
    auto const written = text(name, 64);
    if (written.empty()) { return std::nullopt; }
    auto const at = json::plausible(parse_time(written));
    if (!at) { fault(name, "must be a time as RFC 3339 writes it"); }
    return at;
}

std::optional<bool> ObjectReader::boolean(std::string_view name) {
    auto const* const value = take(name);
    if (value == nullptr) { return std::nullopt; }
    if (!value->is_bool()) {
        fault(name, "must be true or false");
        return std::nullopt;
    }
    return value->get_bool();
}

json::Object const* ObjectReader::object(std::string_view name) {
    auto const* const value = take(name);
    if (value == nullptr) { return nullptr; }
    if (!value->is_object()) { fault(name, "must be an object"); }
    return value->if_object();
}

json::Array const* ObjectReader::array(std::string_view name, std::size_t count_max) {
    auto const* const value = take(name);
    if (value == nullptr) { return nullptr; }
    if (!value->is_array() || value->get_array().size() > count_max) {
        fault(name, "must be a list of at most " + std::to_string(count_max));
        return nullptr;
    }
    return value->if_array();
}

std::string ObjectReader::path_of(std::string_view name) const {
    if (name.empty()) { return path_; }
    auto const shown = first_characters(printable(storable(std::string{name})), name_characters_shown);
    return path_.empty() ? shown : path_ + '.' + shown;
}

void ObjectReader::fault(std::string_view name, std::string_view why) {
    if (fault_.empty()) { fault_ = path_of(name) + ": " + std::string{why}; }
}

void ObjectReader::take_fault_of(ObjectReader& inner) {
    auto fault = inner.end();
    if (fault_.empty()) { fault_ = std::move(fault); }
}

std::string ObjectReader::end() {
    for (auto const& member : *object_) {
        auto const name = std::string_view{member.key()};
        if (fault_.empty() && !taken_.contains(name)) { fault(name, "is not known here"); }
    }
    return fault_;
}

}  // namespace balie::connectors::api
