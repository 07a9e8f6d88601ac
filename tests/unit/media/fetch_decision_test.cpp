#include "media/fetch_decision.hpp"

#include <gtest/gtest.h>

namespace balie::media {
namespace {

using namespace std::chrono_literals;

constexpr auto noon = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + 12h};

TEST(FetchDecision, GoneAndRefusedAreFinal) {
    auto const gone = after_failure(Error{ErrorCode::not_found, ""}, 1, noon, noon, 0.5);
    auto const large = after_failure(Error{ErrorCode::too_large, ""}, 1, noon, noon, 0.5);
    auto const differs = after_failure(Error{ErrorCode::unprocessable, ""}, 1, noon, noon, 0.5);
    auto const type = after_failure(Error{ErrorCode::unprocessable, "", "type_differs"}, 1, noon, noon, 0.5);

    EXPECT_EQ(gone.state, AttachmentState::failed);
    EXPECT_EQ(gone.reason, "gone");
    EXPECT_EQ(large.state, AttachmentState::refused);
    EXPECT_EQ(large.reason, "too_large");
    EXPECT_EQ(differs.reason, "digest_differs");
    EXPECT_EQ(type.reason, "type_differs");
    EXPECT_FALSE(gone.due_at || large.due_at || differs.due_at || type.due_at);
}

TEST(FetchDecision, OtherwiseTriedAgainLaterAndLater) {
    auto const error = Error{ErrorCode::unavailable, ""};

    EXPECT_EQ(after_failure(error, 1, noon, noon, 0.0).due_at, noon + 2500ms);
    EXPECT_EQ(after_failure(error, 2, noon, noon, 0.0).due_at, noon + 5s);
    EXPECT_EQ(after_failure(error, 5, noon, noon, 0.5).due_at, noon + 60s);
    EXPECT_EQ(after_failure(error, 60, noon, noon, 0.0).due_at, noon + 2h);
}

TEST(FetchDecision, UntilThePlatformHasForgottenTheFile) {
    auto const error = Error{ErrorCode::unavailable, ""};

    auto const late = after_failure(error, 50, noon - 7 * 24h + 1h, noon, 0.0);

    EXPECT_FALSE(late.due_at);
    EXPECT_EQ(late.state, AttachmentState::failed);
}

}  // namespace
}  // namespace balie::media
