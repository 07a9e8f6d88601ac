// The text forms of values and arrays that PostgreSQL reads back unchanged.
#include "db/param.hpp"

#include <balie/base/crypto.hpp>

#include <array>
#include <charconv>

namespace balie::db {

Param::Param(double value) {
    auto digits = std::array<char, 64>{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text_ = std::string{digits.data(), end};
}

Param bytea(std::string_view bytes) { return Param{"\\x" + to_hex(bytes)}; }

Param binary(std::string bytes) {
    auto param = Param{std::nullopt};
    param.text_ = std::move(bytes);
    param.is_binary_ = true;
    return param;
}

namespace {

// Every element is quoted, so that an empty text, "NULL", a comma and a brace are what they are.
void append_quoted(std::string& literal, std::string_view element) {
    literal += '"';
    for (auto const character : element) {
        if (character == '"' || character == '\\') { literal += '\\'; }
        literal += character;
    }
    literal += '"';
}

template <class Elements, class Append>
Param literal_of(Elements const& elements, Append append) {
    auto literal = std::string{"{"};
    for (auto const& element : elements) {
        if (literal.size() > 1) { literal += ','; }
        append(literal, element);
    }
    literal += '}';
    return Param{literal};
}

void append_maybe(std::string& literal, std::optional<std::string> const& element) {
    if (!element) {
        literal += "NULL";
        return;
    }
    append_quoted(literal, *element);
}

}  // namespace

Param array(std::span<std::string const> texts) { return literal_of(texts, append_quoted); }

Param array(std::span<std::optional<std::string> const> texts) { return literal_of(texts, append_maybe); }

Param array(std::span<std::int64_t const> numbers) {
    return literal_of(numbers,
                      [](std::string& literal, std::int64_t number) { literal += std::to_string(number); });
}

Param array(std::span<Param const> elements) {
    return literal_of(
        elements, [](std::string& literal, Param const& element) { append_maybe(literal, element.text()); });
}

}  // namespace balie::db
