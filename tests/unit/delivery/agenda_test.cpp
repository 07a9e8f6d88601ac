#include "delivery/agenda.hpp"

#include <gtest/gtest.h>

namespace balie::delivery {
namespace {

using namespace std::chrono_literals;

constexpr auto start = Agenda::Instant{} + 1h;
constexpr auto one = AccountId{1};
constexpr auto two = AccountId{2};

TEST(Agenda, ServesInTurn) {
    auto agenda = Agenda{};
    agenda.add(one);
    agenda.add(two);
    agenda.add(one);

    EXPECT_EQ(agenda.next(start), one);
    EXPECT_EQ(agenda.next(start), two);
    EXPECT_EQ(agenda.next(start), std::nullopt);
}

TEST(Agenda, AnAccountIsServedByOneAtATimeAndOnceMoreWhenAskedMeanwhile) {
    auto agenda = Agenda{};
    agenda.add(one);
    agenda.next(start);

    agenda.add(one);
    agenda.add(one);

    EXPECT_EQ(agenda.next(start), std::nullopt);
    agenda.done(one);
    EXPECT_EQ(agenda.next(start), one);
    agenda.done(one);
    EXPECT_EQ(agenda.next(start), std::nullopt);
}

TEST(Agenda, WakesAtTheEarliestTimeAskedFor) {
    auto agenda = Agenda{};
    agenda.add_at(one, start + 2s);
    agenda.add_at(one, start + 1s);
    agenda.add_at(one, start + 3s);

    EXPECT_EQ(agenda.wakes_at(), start + 1s);
    EXPECT_EQ(agenda.next(start), std::nullopt);
    EXPECT_EQ(agenda.next(start + 1s), one);
    EXPECT_EQ(agenda.wakes_at(), std::nullopt);
}

}  // namespace
}  // namespace balie::delivery
