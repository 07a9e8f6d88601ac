// RFC 3339 out, RFC 3339 and PostgreSQL's form in.
#include <balie/base/time.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

using namespace std::chrono_literals;

TEST(Time, IsShownWithAFractionOnlyWhenThereIsOne) {
    EXPECT_EQ(to_rfc3339(Time{1'767'225'601s}), "2026-01-01T00:00:01Z");
    EXPECT_EQ(to_rfc3339(Time{1'767'225'601s + 500us}), "2026-01-01T00:00:01.000500Z");
    EXPECT_EQ(to_rfc3339(Time{-1us}), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(to_rfc3339(Time{}), "1970-01-01T00:00:00Z");
}

struct TimeCase {
    std::string_view text;
    std::string_view shown;  // empty: not a time
};

TEST(Time, ReadsBothForms) {
    auto const cases = std::vector<TimeCase>{
        {"2026-01-01T00:00:01Z", "2026-01-01T00:00:01Z"},
        {"2026-01-01t00:00:01z", "2026-01-01T00:00:01Z"},
        {"2026-01-01T01:00:01.5+01:00", "2026-01-01T00:00:01.500000Z"},
        {"2026-01-01 00:00:01.5+00", "2026-01-01T00:00:01.500000Z"},
        {"2026-01-01 05:30:00+05:30", "2026-01-01T00:00:00Z"},
        {"2025-12-31T19:00:00-0500", "2026-01-01T00:00:00Z"},
        {"2026-01-01T00:00:00.1234567Z", "2026-01-01T00:00:00.123456Z"},
        {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        {"2023-02-29T12:00:00Z", ""},
        {"2026-13-01T00:00:00Z", ""},
        {"2026-01-01T24:00:00Z", ""},
        {"2026-01-01T00:60:00Z", ""},
        {"2026-01-01T00:00:00", ""},
        {"2026-01-01T00:00:00.Z", ""},
        {"2026-01-01T00:00:00Zx", ""},
        {"2026-01-01T00:00:00+99:00", ""},
        {"2026-01-01", ""},
        {"-026-01-01T00:00:00Z", ""},
        {"2026-01--1T00:00:00Z", ""},
        {"infinity", ""},
        {"", ""},
    };
    for (auto const& one : cases) {
        auto const at = parse_time(one.text);
        EXPECT_EQ(at ? to_rfc3339(*at) : "", one.shown) << one.text;
    }
}

}  // namespace
}  // namespace balie
