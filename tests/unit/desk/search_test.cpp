// What people type into the search box.
#include "desk/search.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace balie::desk {
namespace {

struct Case {
    std::string typed;
    std::string name;
    std::string phone;
    std::optional<std::int64_t> number;
};

TEST(Search, TellsNamesPhonesAndNumbersApart) {
    auto const cases = std::vector<Case>{
        {"  Eva Jansen ", "Eva Jansen", "", {}},
        {"#12", "", "", 12},
        {"12", "", "", 12},
        {"+31 6 12-34", "", "3161234", {}},
        {"0031 6 1234", "", "3161234", 3161234},
        {"06-12345678", "", "31612345678", 612345678},
        {"+31 (0)6 12345678", "", "31612345678", {}},
        {"06-1234", "", "3161234", 61234},
        {"31612345678901", "", "31612345678901", {}},
        {"3M", "3M", "", {}},
        {"#", "#", "", {}},
        {"   ", "", "", {}},
    };
    for (auto const& each : cases) {
        auto const search = search_of(each.typed, "NL");
        EXPECT_EQ(search.name_prefix, each.name) << each.typed;
        EXPECT_EQ(search.phone_prefix, each.phone) << each.typed;
        EXPECT_EQ(search.number, each.number) << each.typed;
    }
}

TEST(Search, ANationalNumberIsOneOfTheDesksOwnCountry) {
    EXPECT_EQ(search_of("0471 23", "BE").phone_prefix, "3247123");
    EXPECT_EQ(search_of("0471 23 45 67", "BE").phone_prefix, "32471234567");
}

}  // namespace
}  // namespace balie::desk
