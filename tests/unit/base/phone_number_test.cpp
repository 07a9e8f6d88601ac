// Numbers as people write them.
#include <balie/base/phone_number.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace balie {
namespace {

struct Case {
    std::string typed;
    std::string country;
    std::string kept;  // empty: no number
};

TEST(PhoneNumber, EverySpellingIsKeptAsOne) {
    auto const cases = std::vector<Case>{
        {"06-12345678", "NL", "+31612345678"},
        {"06 12 34 56 78", "NL", "+31612345678"},
        {"0031 6 12345678", "NL", "+31612345678"},
        {"+31 (0)6 12345678", "NL", "+31612345678"},
        {"+31612345678", "BE", "+31612345678"},
        {"31612345678", "NL", "+31612345678"},
        {"612345678", "NL", "+31612345678"},
        {"020\xc2\xa0"
         "624 1111",
         "NL", "+31206241111"},
        {"0471 23 45 67", "BE", "+32471234567"},
        {"0171/2345678", "DE", "+491712345678"},
        {"(650) 253-0000", "US", "+16502530000"},
        {"06 6982", "IT", "+39066982"},
        {"+31600000001", "NL", "+31600000001"},
        {"06-1234", "NL", ""},
        {"253-0000", "US", ""},
        {"1-800-FLOWERS", "US", ""},
        {"geen nummer", "NL", ""},
        {"", "NL", ""},
        {"++31612345678", "NL", ""},
        {"+99912345678", "NL", ""},
    };
    for (auto const& each : cases) {
        EXPECT_EQ(e164(each.typed, each.country).value_or(""), each.kept)
            << each.typed << ' ' << each.country;
    }
}

TEST(PhoneNumber, ABeginningGetsTheCodeOfItsCountry) {
    EXPECT_EQ(phone_beginning("0612", false, "NL"), "31612");
    EXPECT_EQ(phone_beginning("00316", false, "NL"), "316");
    EXPECT_EQ(phone_beginning("31612", true, "BE"), "31612");
    EXPECT_EQ(phone_beginning("0471", false, "BE"), "32471");
    EXPECT_EQ(phone_beginning("316123", false, "NL"), "316123");
    EXPECT_EQ(phone_beginning("0612345678", false, "NL"), "31612345678");
    EXPECT_EQ(phone_beginning("310612345678", true, "NL"), "31612345678");
    EXPECT_EQ(phone_beginning("0669", false, "IT"), "390669");
}

TEST(PhoneNumber, IsShownAsItIsReadAloud) {
    EXPECT_EQ(shown_phone("+31612345678"), "+31 6 12345678");
    EXPECT_EQ(shown_phone("+16502530000"), "+1 650-253-0000");
    EXPECT_EQ(shown_phone("niets"), "niets");
}

TEST(PhoneNumber, CountriesAreThoseWithANumberingPlan) {
    EXPECT_TRUE(is_phone_country("NL"));
    EXPECT_FALSE(is_phone_country("nl"));
    EXPECT_FALSE(is_phone_country("ZZ"));
    EXPECT_FALSE(is_phone_country("NLD"));
    EXPECT_FALSE(is_phone_country(""));
}

}  // namespace
}  // namespace balie
