// Reads values out of libpqxx's result.
#include "db/pqxx_storage.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace balie::db {

PqxxStorage::PqxxStorage(pqxx::result answer) : result_(std::move(answer)) {
    columns_.reserve(static_cast<std::size_t>(result_.columns()));
    for (auto column = pqxx::row_size_type{0}; column < result_.columns(); ++column) {
        columns_.emplace_back(result_.column_name(column));
    }
}

std::size_t PqxxStorage::size() const noexcept { return static_cast<std::size_t>(result_.size()); }

std::size_t PqxxStorage::affected() const { return static_cast<std::size_t>(result_.affected_rows()); }

std::optional<std::string_view> PqxxStorage::value(std::size_t row, std::string_view column) const {
    auto const found = std::ranges::find(columns_, column);
    if (found == columns_.end()) {
        throw std::logic_error{"column " + std::string{column} + ": is not in the answer"};
    }
    auto const index = static_cast<pqxx::row_size_type>(found - columns_.begin());
    auto const field = result_[static_cast<pqxx::result_size_type>(row)][index];
    if (field.is_null()) { return std::nullopt; }
    return std::string_view{field.c_str(), field.size()};
}

}  // namespace balie::db
