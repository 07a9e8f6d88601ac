// The table that tells from a SQLSTATE whose fault a failure is.
#include "db/failure.hpp"

namespace balie::db {

Blame blame_of(std::string_view sqlstate) noexcept {
    if (sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03") { return Blame::race; }
    auto const family = sqlstate.substr(0, 2);
    if (family == "22" || family == "23") { return Blame::input; }
    if (family == "08" || family == "53" || family == "57" || family == "58") { return Blame::nobody; }
    return Blame::ourselves;
}

}  // namespace balie::db
