// The platform gives the newest post first, and a stream goes on from the newest that it has. So a walk that does not
// reach its end keeps both ends: where it began, and how far back it came.
#include "ingest/search_stream_walk.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::ingest {
namespace {

namespace streams = store::search_streams;

constexpr auto asks_every = std::chrono::minutes{1};
constexpr auto when_throttled = std::chrono::minutes{15};  // the platform's window, when it names no end
constexpr auto when_not_allowed = std::chrono::minutes{15};
constexpr auto when_refused = std::chrono::hours{1};  // another query is asked at once
constexpr auto longest_pause = std::chrono::minutes{30};
constexpr auto failures_to_tell = std::int64_t{3};
constexpr auto detail_max = std::size_t{500};

std::chrono::microseconds pause_after(std::int64_t failures) {
    auto const doublings = std::min(failures, std::int64_t{5});
    return std::min<std::chrono::microseconds>(asks_every * (std::int64_t{1} << doublings), longest_pause);
}

void judge_refusal(streams::Outcome& outcome, PostRefusal const& refusal, Time now) {
    outcome.was_asked = false;
    outcome.problem_detail = first_characters(refusal.error.detail, detail_max);
    switch (refusal.error.code) {
        case ErrorCode::throttled:
            outcome.problem_detail.clear();
            outcome.due_at = now + refusal.retry_after.value_or(when_throttled);
            return;
        case ErrorCode::forbidden:
            outcome.problem = "not_allowed";
            outcome.due_at = now + when_not_allowed;
            return;
        case ErrorCode::unprocessable:
            outcome.problem = "query_refused";
            outcome.due_at = now + when_refused;
            return;
        default:
            break;
    }
    ++outcome.failures;
    if (outcome.failures >= failures_to_tell) { outcome.problem = "unavailable"; }
    outcome.due_at = now + pause_after(outcome.failures);
}

// The rest of a cut walk that stood still for so long that the platform looks no further back: it is given up, and the
// next question shows whether the query itself is refused.
bool is_out_of_reach(streams::Due const& due, PostRefusal const& refusal) {
    return refusal.error.code == ErrorCode::unprocessable && !due.place.until_id.empty();
}

streams::Place place_after(streams::Due const& due, StreamWalk const& walk) {
    if (walk.pages.empty()) { return due.place; }
    auto const newest = due.place.newest_id.empty() ? walk.newest_id : due.place.newest_id;
    if (walk.is_done || newest.empty()) { return {newest.empty() ? due.place.since_id : newest}; }
    auto const until = walk.oldest_id.empty() ? due.place.until_id : walk.oldest_id;
    return {due.place.since_id, newest, until};
}

// The hour under way, or one that begins now.
streams::Hour hour_of(streams::Due const& due, Time now) {
    auto const& began_at = due.hour.began_at;
    if (began_at && now < *began_at + streams::hour_length) { return due.hour; }
    return {now, 0};
}

void judge_ceiling(streams::Outcome& outcome, streams::Due const& due) {
    if (outcome.hour.posts < due.hourly_posts_max) { return; }
    outcome.due_at = std::max(outcome.due_at, *outcome.hour.began_at + streams::hour_length);
    if (outcome.problem.empty()) { outcome.problem = streams::ceiling_reached; }
}

void judge_walk(streams::Outcome& outcome, streams::Due const& due, StreamWalk const& walk, Time now) {
    if (!walk.refusal) { return; }
    outcome.failures = due.failures;
    if (is_out_of_reach(due, *walk.refusal)) {
        outcome.was_asked = false;
        outcome.place = {due.place.newest_id};
        return;
    }
    judge_refusal(outcome, *walk.refusal, now);
}

}  // namespace

std::int64_t posts_left(streams::Due const& due, StreamWalk const& walk, Time now) {
    return due.hourly_posts_max - hour_of(due, now).posts - walk.given;
}

streams::Outcome outcome_of(streams::Due const& due, StreamWalk const& walk, Time now) {
    auto outcome = streams::Outcome{place_after(due, walk)};
    for (auto const& page : walk.pages) { outcome.found += static_cast<std::int64_t>(page.posts.size()); }
    outcome.was_asked = !walk.pages.empty();
    outcome.due_at =
        now + asks_every;  // a walk that is cut goes on then: a minute brings so many and no more
    outcome.hour = hour_of(due, now);
    outcome.hour.posts += walk.given;
    judge_walk(outcome, due, walk, now);
    judge_ceiling(outcome, due);
    return outcome;
}

}  // namespace balie::ingest
