// Hours as an admin writes them.
#include <balie/domain/opening_hours.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

// Monday 5 January 2026 and later.
LocalTime january(unsigned day, std::chrono::minutes clock) {
    return LocalTime{local_days{std::chrono::year{2026} / 1 / static_cast<int>(day)} + clock};
}

TEST(OpeningHours, AreOpenBetweenTheirHoursOnTheirDays) {
    auto const hours = opening_hours_of("mo-fr 09:00-17:30; sa 10:00-14:00", "").value();

    EXPECT_TRUE(hours.is_open(january(5, 9h)));
    EXPECT_TRUE(hours.is_open(january(9, 17h + 29min)));
    EXPECT_FALSE(hours.is_open(january(9, 17h + 30min)));
    EXPECT_FALSE(hours.is_open(january(5, 8h + 59min)));
    EXPECT_TRUE(hours.is_open(january(10, 12h)));
    EXPECT_FALSE(hours.is_open(january(11, 12h)));
}

TEST(OpeningHours, SayWhenTheyOpenNext) {
    auto const hours = opening_hours_of("mo-fr 09:00-12:00, mo-fr 13:00-17:00", "2026-01-12").value();

    EXPECT_EQ(hours.opens_after(january(5, 8h)), january(5, 9h));
    EXPECT_EQ(hours.opens_after(january(5, 12h + 30min)), january(5, 13h));
    EXPECT_EQ(hours.opens_after(january(9, 18h)), january(13, 9h));  // the weekend, and a Monday off
    EXPECT_FALSE(hours.is_open(january(12, 10h)));
    EXPECT_FALSE(opening_hours_of("", "").value().opens_after(january(5, 8h)).has_value());
}

TEST(OpeningHours, GoAroundTheWeekAndToItsMidnight) {
    auto const hours = opening_hours_of("sa-mo 00:00-24:00", "").value();

    EXPECT_TRUE(hours.is_open(january(10, 23h + 59min)));
    EXPECT_TRUE(hours.is_open(january(12, 0min)));
    EXPECT_FALSE(hours.is_open(january(13, 0min)));
}

TEST(OpeningHours, AreReadInDutchToo) {
    auto const hours = opening_hours_of("ma-vr 9:00-17:30, Za 10:00-14:00", "").value();

    EXPECT_TRUE(hours.is_open(january(5, 9h)));
    EXPECT_TRUE(hours.is_open(january(8, 12h)));  // "do" is Thursday
    EXPECT_FALSE(hours.is_open(january(9, 17h + 30min)));
    EXPECT_TRUE(hours.is_open(january(10, 12h)));
    EXPECT_FALSE(hours.is_open(january(11, 12h)));
}

TEST(OpeningHours, WhatCannotBeReadIsRefused) {
    for (auto const* const text :
         {"monday 09:00-17:00", "mo 9-17", "mo 17:00-09:00", "mo", "mo-xx 09:00-17:00", "mo 09:00-25:00",
          "mo 09:60-17:00", "mo09:00-17:00", "ma 900-17:00"}) {
        EXPECT_FALSE(opening_hours_of(text, "").has_value()) << text;
    }
    EXPECT_FALSE(opening_hours_of("", "25-12-2026").has_value());
    EXPECT_FALSE(opening_hours_of("", "2026-02-30").has_value());
}

}  // namespace
}  // namespace balie
