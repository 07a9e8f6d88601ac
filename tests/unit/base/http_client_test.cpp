// Looking up a header.
#include <balie/base/http_client.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

TEST(Header, IsFoundWhateverItsCase) {
    auto const headers = Headers{{"Content-Type", "text/plain"}, {"x-one", "first"}, {"X-One", "second"}};

    EXPECT_EQ(header(headers, "content-type"), "text/plain");
    EXPECT_EQ(header(headers, "X-ONE"), "first");
    EXPECT_EQ(header(headers, "x-on"), "");
}

}  // namespace
}  // namespace balie
