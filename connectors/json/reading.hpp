// Looking into a document without ever trusting a type: what is absent, null or of another type is not there.
#pragma once

#include <connectors/json/document.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::json {

Value const* member(Object const& object, std::string_view key) noexcept;
Object const* object_in(Object const& object, std::string_view key) noexcept;
Array const* array_in(Object const& object, std::string_view key) noexcept;

// A string as it stands; empty when there is none. It points into the document.
std::string_view view(Object const& object, std::string_view key) noexcept;
// A copy that PostgreSQL can store: NUL becomes U+FFFD (the reader has seen to the rest).
std::string text(Object const& object, std::string_view key);
// A string, or a whole number as its digits: for ids and codes, which must never pass through a double.
std::string word(Object const& object, std::string_view key);
bool is_true(Object const& object, std::string_view key) noexcept;
// A finite number, or a string that is one.
std::optional<double> number(Object const& object, std::string_view key) noexcept;
// A whole number, or a string of its digits.
std::optional<std::int64_t> integer(Object const& object, std::string_view key) noexcept;

}  // namespace balie::connectors::json
