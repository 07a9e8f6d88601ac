// A named SQL statement with $n parameters, prepared once on each connection that runs it.
#pragma once

#include <string_view>

namespace balie::db {

// Stands as a constant above its reader: `constexpr auto find_contact = db::Statement{"contacts.find", R"sql(...)sql"};`
// The name is unique in the program; a house test prepares every one of them against the real schema.
struct Statement {
    std::string_view name;
    std::string_view sql;
};

}  // namespace balie::db
