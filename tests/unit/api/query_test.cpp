#include "api/query.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

http::Request asked(Fields query) {
    auto request = http::Request{};
    request.query = std::move(query);
    return request;
}

std::string fault_of(Query& query) {
    auto const read = query.end();
    return read ? "" : read.error().reason + ' ' + read.error().field;
}

TEST(Query, UnknownParametersAreRefusedByName) {
    auto query = Query{asked({{"status", "open"}, {"statsu", "open"}})};

    EXPECT_EQ(query.word<ConversationStatus>("status"), ConversationStatus::open);
    EXPECT_EQ(fault_of(query), "unknown_field statsu");
}

TEST(Query, LimitIsFromOneToTwoHundred) {
    EXPECT_EQ(Query{asked({})}.limit(), 50);
    EXPECT_EQ((Query{asked({{"limit", "200"}})}.limit()), 200);
    for (auto const* const value : {"0", "201", "-1", "ten", "1e2", "99999999999999999999", "10 "}) {
        auto query = Query{asked({{"limit", value}})};
        query.limit();
        EXPECT_EQ(fault_of(query), "out_of_range limit") << value;
    }
}

TEST(Query, AParameterGivenTwiceIsMalformed) {
    auto query = Query{asked({{"limit", "1"}, {"limit", "2"}})};
    query.limit();

    EXPECT_EQ(query.end().error().code, ErrorCode::malformed);
}

TEST(Query, BytesThatAreNoTextAreMalformed) {
    auto query = Query{asked({{"q", "\xff"}})};
    query.text("q");

    EXPECT_EQ(query.end().error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace balie::api
