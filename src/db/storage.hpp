// What Rows reads from: the values of an answer, wherever it came from.
#pragma once

#include "db/rows.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace balie::db {

struct Rows::Storage {
    Storage() = default;
    Storage(Storage const&) = delete;
    Storage& operator=(Storage const&) = delete;
    virtual ~Storage() = default;

    virtual std::size_t size() const noexcept = 0;
    virtual std::size_t affected() const = 0;
    // Absent: NULL. Throws std::logic_error when there is no such column.
    virtual std::optional<std::string_view> value(std::size_t row, std::string_view column) const = 0;
};

}  // namespace balie::db
