// Reads values out of libpqxx's result.
#include "db/rows.hpp"

#include "db/array_literal.hpp"
#include "db/storage.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
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

pqxx::field field_of(Rows::Storage const& storage, std::size_t row, std::string_view column) {
    auto const found = std::ranges::find(storage.columns, column);
    if (found == storage.columns.end()) { refuse(column, "is not in the answer"); }
    auto const index = static_cast<pqxx::row_size_type>(found - storage.columns.begin());
    return storage.result[static_cast<pqxx::result_size_type>(row)][index];
}

std::string_view view_of(pqxx::field const& field) { return {field.c_str(), field.size()}; }

}  // namespace

Rows::Storage::Storage(pqxx::result answer) : result(std::move(answer)) {
    columns.reserve(static_cast<std::size_t>(result.columns()));
    for (auto column = pqxx::row_size_type{0}; column < result.columns(); ++column) {
        columns.emplace_back(result.column_name(column));
    }
}

Rows::Rows(std::shared_ptr<Storage const> storage)
    : storage_(std::move(storage)), size_(static_cast<std::size_t>(storage_->result.size())) {}

std::size_t Rows::affected() const { return static_cast<std::size_t>(storage_->result.affected_rows()); }

bool Row::is_null(std::string_view column) const {
    return field_of(*rows_->storage_, index_, column).is_null();
}

// The view points into the result, which the Rows keeps alive.
std::string_view Row::text(std::string_view column) const {
    return view_of(field_of(*rows_->storage_, index_, column));
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
