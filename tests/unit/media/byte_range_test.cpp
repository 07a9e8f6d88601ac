#include "media/byte_range.hpp"

#include <gtest/gtest.h>

namespace balie::media {
namespace {

struct Case {
    std::string_view header;
    RangeAnswer answer;
};

class Ranges : public testing::TestWithParam<Case> {};

TEST_P(Ranges, AreReadAsTheRfcHasIt) { EXPECT_EQ(range_of(GetParam().header, 1000), GetParam().answer); }

constexpr auto whole = RangeAnswer{RangeKind::whole, {0, 1000}};
constexpr auto outside = RangeAnswer{RangeKind::unsatisfiable, {0, 0}};

constexpr RangeAnswer part(std::uint64_t offset, std::uint64_t length) {
    return {RangeKind::part, {offset, length}};
}

INSTANTIATE_TEST_SUITE_P(
    ByteRange, Ranges,
    testing::Values(Case{"", whole}, Case{"bytes=0-99", part(0, 100)}, Case{"bytes=999-999", part(999, 1)},
                    Case{"bytes=500-", part(500, 500)}, Case{"bytes=-100", part(900, 100)},
                    Case{"bytes=-5000", part(0, 1000)}, Case{"bytes=990-5000", part(990, 10)},
                    Case{"bytes=1000-", outside}, Case{"bytes=-0", outside}, Case{"bytes=5-4", whole},
                    Case{"bytes=0-1,5-6", whole}, Case{"items=0-1", whole}, Case{"bytes=a-b", whole},
                    Case{"bytes=1-b", whole}, Case{"bytes=", whole}, Case{"bytes=-", whole},
                    Case{"bytes=99999999999999999999999-", whole}, Case{"bytes=--5", whole}));

}  // namespace
}  // namespace balie::media
