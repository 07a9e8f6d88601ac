// What is written down after a walk through a stream's pages.
#include "ingest/search_stream_walk.hpp"

#include <gtest/gtest.h>

namespace balie::ingest {
namespace {

using namespace std::chrono_literals;
using store::search_streams::Due;

constexpr auto now = Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

Due stream(store::search_streams::Place place = {}) {
    return {SearchStreamId{1}, "#fail Noorderlicht", now, std::move(place)};
}

StreamWalk pages(std::string newest, std::string oldest, bool is_done) {
    auto walk = StreamWalk{};
    walk.newest_id = std::move(newest);
    walk.oldest_id = std::move(oldest);
    walk.pages.emplace_back();
    walk.is_done = is_done;
    return walk;
}

StreamWalk refused(ErrorCode code, std::optional<std::chrono::seconds> retry_after = {}) {
    auto walk = StreamWalk{};
    walk.refusal = PostRefusal{Error{code, "words of the platform"}, retry_after};
    return walk;
}

TEST(SearchStream, GoesOnFromTheNewestPost) {
    auto const outcome = outcome_of(stream({"100"}), pages("120", "101", true), now);

    EXPECT_EQ(outcome.place.since_id, "120");
    EXPECT_EQ(outcome.place.until_id, "");
    EXPECT_EQ(outcome.due_at, now + 1min);
}

TEST(SearchStream, StaysWhereItIsWhenNothingIsFound) {
    EXPECT_EQ(outcome_of(stream({"100"}), pages("", "", true), now).place.since_id, "100");
}

TEST(SearchStream, WalksOnFromTheOldestWhenThereIsMore) {
    auto const first = outcome_of(stream({"100"}), pages("900", "500", false), now);

    EXPECT_EQ(first.place.since_id, "100");
    EXPECT_EQ(first.place.newest_id, "900");
    EXPECT_EQ(first.place.until_id, "500");
    EXPECT_EQ(first.due_at, now + 1min);

    auto const second = outcome_of(stream(first.place), pages("499", "101", true), now);

    EXPECT_EQ(second.place.since_id, "900");
    EXPECT_EQ(second.place.newest_id, "");
    EXPECT_EQ(second.place.until_id, "");
}

TEST(SearchStream, KeepsWhatItHasWhenItIsStoppedHalfway) {
    auto walk = pages("900", "500", false);
    walk.refusal = PostRefusal{Error{ErrorCode::throttled, "too many"}, 40s};

    auto const outcome = outcome_of(stream({"100"}), walk, now);

    EXPECT_EQ(outcome.place.until_id, "500");
    EXPECT_EQ(outcome.due_at, now + 40s);
    EXPECT_EQ(outcome.problem, "");
}

TEST(SearchStream, WaitsAsLongAsThePlatformSays) {
    EXPECT_EQ(outcome_of(stream(), refused(ErrorCode::throttled, 321s), now).due_at, now + 321s);
    EXPECT_EQ(outcome_of(stream(), refused(ErrorCode::throttled), now).due_at, now + 15min);
}

TEST(SearchStream, SaysWhyThereIsNoAnswer) {
    auto const forbidden = outcome_of(stream(), refused(ErrorCode::forbidden), now);
    auto const query = outcome_of(stream(), refused(ErrorCode::unprocessable), now);

    EXPECT_EQ(forbidden.problem, "not_allowed");
    EXPECT_EQ(forbidden.problem_detail, "words of the platform");
    EXPECT_FALSE(forbidden.was_asked);
    EXPECT_EQ(query.problem, "query_refused");
    EXPECT_EQ(query.due_at, now + 1h);
}

TEST(SearchStream, GivesUpTheRestOfAWalkThatIsOutOfReach) {
    auto const outcome = outcome_of(stream({"100", "900", "500"}), refused(ErrorCode::unprocessable), now);

    EXPECT_EQ(outcome.place.since_id, "900");
    EXPECT_EQ(outcome.place.until_id, "");
    EXPECT_EQ(outcome.problem, "");
    EXPECT_FALSE(outcome.was_asked);
    EXPECT_EQ(outcome.due_at, now + 1min);
}

TEST(SearchStream, TellsOfAPlatformThatIsAwayAtTheThirdTime) {
    auto due = stream();
    auto const first = outcome_of(due, refused(ErrorCode::unavailable), now);
    due.failures = 2;
    auto const third = outcome_of(due, refused(ErrorCode::unavailable), now);
    due.failures = 40;
    auto const late = outcome_of(due, refused(ErrorCode::unavailable), now);

    EXPECT_EQ(first.problem, "");
    EXPECT_EQ(first.failures, 1);
    EXPECT_EQ(first.due_at, now + 2min);
    EXPECT_EQ(third.problem, "unavailable");
    EXPECT_EQ(third.due_at, now + 8min);
    EXPECT_EQ(late.due_at, now + 30min);
}

TEST(SearchStream, IsPausedUntilItsHourIsOver) {
    auto due = stream({"100"});
    due.hour = {now - 20min, 60};
    auto walk = pages("900", "500", false);
    walk.given = 40;

    auto const outcome = outcome_of(due, walk, now);

    EXPECT_EQ(posts_left(due, StreamWalk{}, now), 40);
    EXPECT_EQ(posts_left(due, walk, now), 0);
    EXPECT_EQ(outcome.problem, "ceiling_reached");
    EXPECT_EQ(outcome.due_at, now + 40min);
    EXPECT_EQ(outcome.place.until_id, "500");
    EXPECT_EQ(outcome.hour.posts, 100);
}

TEST(SearchStream, CountsAnewInTheNextHour) {
    auto due = stream({"100"});
    due.hour = {now - 61min, 100};

    auto const outcome = outcome_of(due, pages("120", "101", true), now);

    EXPECT_EQ(posts_left(due, StreamWalk{}, now), 100);
    EXPECT_EQ(outcome.problem, "");
    EXPECT_EQ(outcome.hour.began_at, now);
    EXPECT_EQ(outcome.hour.posts, 0);
}

TEST(SearchStream, IsNotAskedWhenItsHourIsFull) {
    auto due = stream({"100", "900", "500"});
    due.hour = {now - 20min, 100};

    auto const outcome = outcome_of(due, StreamWalk{}, now);

    EXPECT_FALSE(outcome.was_asked);
    EXPECT_EQ(outcome.place.until_id, "500");
    EXPECT_EQ(outcome.due_at, now + 40min);
}

}  // namespace
}  // namespace balie::ingest
