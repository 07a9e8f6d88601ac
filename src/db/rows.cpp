// Converts values where they are read.
#include "db/rows.hpp"

#include "db/array_literal.hpp"
#include "db/storage.hpp"

#include <balie/base/crypto.hpp>

#include <charconv>
#include <stdexcept>
#include <utility>

namespace balie::db {
namespace {

[[noreturn]] void refuse(std::string_view column, std::string_view fault) {
    throw std::logic_error{"column " + std::string{column} + ": " + std::string{fault}};
}

template <class Number>
Number number_of(std::string_view text, std::string_view column) {
    auto number = Number{};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) { refuse(column, "is no number"); }
    return number;
}

}  // namespace

Rows::Rows(std::shared_ptr<Storage const> storage) : storage_(std::move(storage)), size_(storage_->size()) {}

std::size_t Rows::affected() const { return storage_->affected(); }

bool Row::is_null(std::string_view column) const { return !rows_->storage_->value(index_, column); }

// The view points into the storage, which the Rows keeps alive.
std::string_view Row::text(std::string_view column) const {
    return rows_->storage_->value(index_, column).value_or(std::string_view{});
}

std::int64_t Row::integer(std::string_view column) const {
    return number_of<std::int64_t>(text(column), column);
}

bool Row::boolean(std::string_view column) const {
    auto const word = text(column);
    if (word != "t" && word != "f") { refuse(column, "is no boolean"); }
    return word == "t";
}

double Row::real(std::string_view column) const { return number_of<double>(text(column), column); }

Time Row::time(std::string_view column) const {
    auto const time = parse_time(text(column));
    if (!time) { refuse(column, "is no time"); }
    return *time;
}

std::optional<std::int64_t> Row::maybe_integer(std::string_view column) const {
    if (is_null(column)) { return std::nullopt; }
    return integer(column);
}

std::optional<std::string> Row::maybe_string(std::string_view column) const {
    if (is_null(column)) { return std::nullopt; }
    return string(column);
}

std::optional<Time> Row::maybe_time(std::string_view column) const {
    if (is_null(column)) { return std::nullopt; }
    return time(column);
}

std::string Row::bytes(std::string_view column) const {
    auto const literal = text(column);
    if (literal.empty()) { return {}; }
    auto decoded = literal.starts_with("\\x") ? from_hex(literal.substr(2)) : std::nullopt;
    if (!decoded) { refuse(column, "is no bytea in hexadecimal form"); }
    return *std::move(decoded);
}

std::vector<std::int64_t> Row::integers(std::string_view column) const {
    auto numbers = std::vector<std::int64_t>{};
    if (is_null(column)) { return numbers; }
    for (auto const& element : elements_of(text(column))) {
        numbers.push_back(element ? number_of<std::int64_t>(*element, column) : 0);
    }
    return numbers;
}

std::vector<std::string> Row::strings(std::string_view column) const {
    auto texts = std::vector<std::string>{};
    if (is_null(column)) { return texts; }
    for (auto& element : elements_of(text(column))) { texts.push_back(std::move(element).value_or("")); }
    return texts;
}

}  // namespace balie::db
