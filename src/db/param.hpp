// One parameter of a statement, in PostgreSQL's text form.
#pragma once

#include <balie/base/id.hpp>
#include <balie/base/time.hpp>

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace balie::db {

// Text, integers, booleans, times, ids (an id of zero is NULL), optionals (absent is NULL) and arrays of them.
class Param {
public:
    Param(std::nullopt_t) {}
    Param(std::string_view text) : text_(text) {}
    Param(std::string const& text) : text_(text) {}
    Param(char const* text) : text_(text) {}
    Param(bool value) : text_(value ? "t" : "f") {}
    template <std::integral T>
    requires(!std::same_as<T, bool>) Param(T value) : text_(std::to_string(value)) {}
    Param(double value);
    Param(Time value) : text_(to_rfc3339(value)) {}
    template <class Of>
    Param(Id<Of> id) : text_(id ? std::optional{to_string(id)} : std::nullopt) {}
    template <class T>
    Param(std::optional<T> const& value) {
        if (value) { text_ = Param(*value).text_; }
    }

    std::optional<std::string> const& text() const noexcept { return text_; }
    bool is_binary() const noexcept { return is_binary_; }

private:
    friend Param binary(std::string bytes);

    std::optional<std::string> text_;
    bool is_binary_ = false;
};

// Bytes for a bytea column ("\x..."), for those that are not text.
Param bytea(std::string_view bytes);
// The same as they are, for many of them. A statement has one such parameter at most.
Param binary(std::string bytes);

// Arrays, written as PostgreSQL's array literal. An absent optional is a NULL element.
Param array(std::span<std::string const> texts);
Param array(std::span<std::optional<std::string> const> texts);
Param array(std::span<std::int64_t const> numbers);
Param array(std::span<Param const> elements);
template <class Of>
Param array(std::vector<Id<Of>> const& ids) {
    auto numbers = std::vector<std::int64_t>{};
    numbers.reserve(ids.size());
    for (auto const id : ids) { numbers.push_back(id.value); }
    return array(std::span<std::int64_t const>{numbers});
}

}  // namespace balie::db
