// Every look-up asks for the type first; none of Boost.JSON's throwing accessors is used.
#include <connectors/json/reading.hpp>

#include <balie/base/text.hpp>

#include <charconv>
#include <cmath>

namespace balie::connectors::json {
namespace {

std::string_view plain(boost::json::string const& text) noexcept { return {text.data(), text.size()}; }

template <class T>
std::optional<T> parsed(std::string_view text) noexcept {
    auto value = T{};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return value;
}

}  // namespace

Value const* member(Object const& object, std::string_view key) noexcept {
    auto const* const found = object.if_contains({key.data(), key.size()});
    return found == nullptr || found->is_null() ? nullptr : found;
}

Object const* object_in(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    return found == nullptr ? nullptr : found->if_object();
}

Array const* array_in(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    return found == nullptr ? nullptr : found->if_array();
}

std::string_view view(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    auto const* const string = found == nullptr ? nullptr : found->if_string();
    return string == nullptr ? std::string_view{} : plain(*string);
}

std::string text(Object const& object, std::string_view key) {
    auto const bytes = view(object, key);
    // The document is known to be UTF-8: only NUL is left to look for.
    if (bytes.find('\0') == std::string_view::npos) { return std::string{bytes}; }
    return storable(std::string{bytes});
}

std::string word(Object const& object, std::string_view key) {
    auto const* const found = member(object, key);
    if (found == nullptr) { return {}; }
    if (auto const* const number = found->if_int64()) { return std::to_string(*number); }
    if (auto const* const number = found->if_uint64()) { return std::to_string(*number); }
    return text(object, key);
}

bool is_true(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    auto const* const flag = found == nullptr ? nullptr : found->if_bool();
    return flag != nullptr && *flag;
}

std::optional<double> number(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    if (found == nullptr) { return std::nullopt; }
    auto value = std::optional<double>{};
    if (auto const* const real = found->if_double()) { value = *real; }
    if (auto const* const whole = found->if_int64()) { value = static_cast<double>(*whole); }
    if (auto const* const whole = found->if_uint64()) { value = static_cast<double>(*whole); }
    if (auto const* const string = found->if_string()) { value = parsed<double>(plain(*string)); }
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> integer(Object const& object, std::string_view key) noexcept {
    auto const* const found = member(object, key);
    if (found == nullptr) { return std::nullopt; }
    if (auto const* const whole = found->if_int64()) { return *whole; }
    if (auto const* const string = found->if_string()) { return parsed<std::int64_t>(plain(*string)); }
    return std::nullopt;
}

}  // namespace balie::connectors::json
