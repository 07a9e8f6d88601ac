// A saved filter, and what is left of it when another narrows it.
#include "api/view_filter.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

using store::conversations::Filter;
using store::conversations::Sort;

constexpr auto me = UserId{7};

Filter kept(char const* json) { return filter_of(json, "newest", me, Time{}); }

TEST(ViewFilter, ReadsWhatWasKeptForWhoeverUsesIt) {
    auto const filter =
        kept(R"({"assignee": "me", "status": ["open", "pending"], "promised": "me", "sending": "failed"})");
    EXPECT_EQ(filter.assignee_id, me);
    EXPECT_EQ(filter.statuses->size(), 2U);
    EXPECT_EQ(filter.promiser_id, me);
    EXPECT_TRUE(filter.failed);
    EXPECT_EQ(filter.sort, Sort::newest);
    EXPECT_EQ(filter_of("{}", "", me, Time{}).sort, Sort::due);
}

TEST(ViewFilter, IsNarrowedByWhatBothLetThrough) {
    auto const both = narrowed(kept(R"({"status": ["open", "pending"], "inbox_id": ["1", "2"]})"),
                               kept(R"({"status": ["pending", "resolved"], "inbox_id": ["2", "3"]})"));
    EXPECT_EQ(*both.statuses, std::vector{ConversationStatus::pending});
    EXPECT_EQ(*both.inboxes, std::vector{InboxId{2}});
    EXPECT_FALSE(narrowed(kept("{}"), kept("{}")).statuses.has_value());
}

TEST(ViewFilter, LetsNothingThroughWhereTheTwoDiffer) {
    EXPECT_TRUE(narrowed(kept(R"({"assignee": "me"})"), kept(R"({"assignee": "none"})")).statuses->empty());
    EXPECT_TRUE(narrowed(kept(R"({"team_id": "1"})"), kept(R"({"team_id": "2"})")).statuses->empty());
    EXPECT_FALSE(narrowed(kept(R"({"team_id": "1"})"), kept(R"({"team_id": "1"})")).statuses.has_value());
}

}  // namespace
}  // namespace balie::api
