// An answer of PostgreSQL: libpqxx's result and its columns' names, looked up once.
#pragma once

#include "db/storage.hpp"

#include <pqxx/result>

#include <vector>

namespace balie::db {

class PqxxStorage final : public Rows::Storage {
public:
    explicit PqxxStorage(pqxx::result answer);

    std::size_t size() const noexcept override;
    std::size_t affected() const override;
    // Points into the result.
    std::optional<std::string_view> value(std::size_t row, std::string_view column) const override;

private:
    pqxx::result result_;
    std::vector<std::string_view> columns_;  // they live in the result
};

}  // namespace balie::db
