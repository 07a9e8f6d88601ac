// What Rows keeps: libpqxx's result and its columns' names, looked up once.
#pragma once

#include "db/rows.hpp"

#include <pqxx/result>

#include <string_view>
#include <vector>

namespace balie::db {

struct Rows::Storage {
    explicit Storage(pqxx::result answer);

    pqxx::result result;
    std::vector<std::string_view> columns;  // they live in the result
};

}  // namespace balie::db
