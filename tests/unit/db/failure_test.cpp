// The table of blame.
#include "db/failure.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace balie::db {
namespace {

TEST(Failure, IsBlamedBySqlstate) {
    auto const cases = std::vector<std::pair<char const*, Blame>>{
        {"22P02", Blame::input},     {"22021", Blame::input},     {"23505", Blame::input},
        {"23503", Blame::input},     {"23514", Blame::input},     {"40001", Blame::race},
        {"40P01", Blame::race},      {"55P03", Blame::race},      {"08006", Blame::nobody},
        {"53300", Blame::nobody},    {"57014", Blame::nobody},    {"57P01", Blame::nobody},
        {"58030", Blame::nobody},    {"42601", Blame::ourselves}, {"42501", Blame::ourselves},
        {"P0001", Blame::ourselves}, {"XX000", Blame::ourselves}, {"", Blame::ourselves},
        {"2", Blame::ourselves}};

    for (auto const& [sqlstate, blame] : cases) { EXPECT_EQ(blame_of(sqlstate), blame) << sqlstate; }
}

}  // namespace
}  // namespace balie::db
