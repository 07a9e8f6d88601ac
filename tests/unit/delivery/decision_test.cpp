#include "delivery/decision.hpp"

#include <gtest/gtest.h>

namespace balie::delivery {
namespace {

using namespace std::chrono_literals;

constexpr auto noon = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + 12h};

SendOutcome outcome_of(Verdict verdict) {
    auto outcome = SendOutcome{};
    outcome.verdict = verdict;
    return outcome;
}

Trial first_trial() { return Trial{noon}; }

struct Case {
    Verdict verdict;
    bool is_probe;
    Step step;
};

class Verdicts : public testing::TestWithParam<Case> {};

TEST_P(Verdicts, LeadToTheirStep) {
    auto trial = first_trial();
    trial.is_probe = GetParam().is_probe;

    auto const decision = decide(outcome_of(GetParam().verdict), trial, 0.5);

    EXPECT_EQ(decision.step, GetParam().step);
}

INSTANTIATE_TEST_SUITE_P(Decision, Verdicts,
                         testing::Values(Case{Verdict::accepted, false, Step::record_sent},
                                         Case{Verdict::accepted, true, Step::record_sent},
                                         Case{Verdict::retry, false, Step::try_again},
                                         Case{Verdict::retry, true, Step::try_again},
                                         Case{Verdict::rejected, false, Step::give_up},
                                         Case{Verdict::window_closed, false, Step::give_up},
                                         Case{Verdict::rejected, true, Step::give_up},
                                         Case{Verdict::reauthorize, false, Step::ask_for_mending},
                                         Case{Verdict::reauthorize, true, Step::try_again},
                                         Case{Verdict::uncertain, false, Step::leave_in_doubt},
                                         Case{Verdict::uncertain, true, Step::leave_in_doubt}));

TEST(Decision, PausesDoubleUnderFullJitter) {
    auto trial = first_trial();
    auto const ceilings =
        std::vector<std::chrono::seconds>{1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s};
    for (auto tries = std::size_t{0}; tries < ceilings.size(); ++tries) {
        trial.tries = static_cast<std::int64_t>(tries);

        EXPECT_EQ(decide(outcome_of(Verdict::retry), trial, 0.0).due_at, noon);
        EXPECT_EQ(decide(outcome_of(Verdict::retry), trial, 0.5).due_at, noon + ceilings[tries] / 2.0);
    }
}

TEST(Decision, NeverRetriesSoonerThanThePlatformAsks) {
    auto outcome = outcome_of(Verdict::retry);
    outcome.retry_after = 90s;

    EXPECT_EQ(decide(outcome, first_trial(), 0.99).due_at, noon + 90s);
}

TEST(Decision, EndsAfterHalfAnHourOfRetries) {
    auto trial = first_trial();
    trial.tries = 40;
    trial.retrying_since = noon - 29min;

    EXPECT_EQ(decide(outcome_of(Verdict::retry), trial, 0.1).step, Step::try_again);
    EXPECT_EQ(decide(outcome_of(Verdict::retry), trial, 0.9).step, Step::give_up);
}

TEST(Decision, GivesUpWhenThePlatformAsksForLonger) {
    auto outcome = outcome_of(Verdict::retry);
    outcome.retry_after = 3600s;

    EXPECT_EQ(decide(outcome, first_trial(), 0.0).step, Step::give_up);
}

}  // namespace
}  // namespace balie::delivery
