// Cursors: opaque, whole, and good for the question that they came from.
#include "api/cursor.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

TEST(Cursor, GivesBackItsParts) {
    auto const cursor = cursor_of("/list", {"-12", "naam met \x1f en é", ""});

    EXPECT_EQ(parts_of(cursor, "/list", 3).value(),
              (std::vector<std::string>{"-12", "naam met \x1f en é", ""}));
}

TEST(Cursor, IsRefusedElsewhereAndWhenItWasTouched) {
    auto const cursor = cursor_of("/list", {"1", "2"});
    auto touched = cursor;
    touched[touched.size() / 2] = touched[touched.size() / 2] == 'A' ? 'B' : 'A';

    EXPECT_EQ(parts_of(cursor, "/other", 2).error().code, ErrorCode::malformed);
    EXPECT_FALSE(parts_of(cursor, "/list", 3).has_value());
    EXPECT_FALSE(parts_of(touched, "/list", 2).has_value());
    EXPECT_FALSE(parts_of("", "/list", 2).has_value());
    EXPECT_FALSE(parts_of("../../etc", "/list", 2).has_value());
    EXPECT_FALSE(parts_of(std::string(5'000, 'A'), "/list", 2).has_value());
}

TEST(Cursor, TheScopeForgetsThePageItself) {
    auto request = http::Request{};
    request.path = "/api/v1/conversations";
    request.query = {{"status", "open"}, {"limit", "3"}, {"cursor", "x"}, {"assignee", "me"}};
    auto other = request;
    other.query = {{"assignee", "me"}, {"status", "open"}};

    EXPECT_EQ(scope_of(request), scope_of(other));
}

}  // namespace
}  // namespace balie::api
