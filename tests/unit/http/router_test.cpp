// Routes: plain segments before names, names never empty, the rest of a path as one value.
#include "http/router.hpp"

#include <gtest/gtest.h>

namespace balie::http {
namespace {

class Routes : public testing::Test {
protected:
    Router router_;
    std::size_t list_ = router_.add("GET", "/conversations");
    std::size_t one_ = router_.add("GET", "/conversations/{id}");
    std::size_t closed_ = router_.add("GET", "/conversations/closed");
    std::size_t change_ = router_.add("PATCH", "/conversations/{id}");
    std::size_t hook_ = router_.add("POST", "/webhooks/{channel}/{inbox_id}");
    std::size_t file_ = router_.add("GET", "/assets/{path*}");
    std::size_t root_ = router_.add("GET", "/");
};

TEST_F(Routes, AreFoundByMethodAndPath) {
    EXPECT_EQ(router_.find("GET", "/conversations")->index, list_);
    EXPECT_EQ(router_.find("GET", "/")->index, root_);
    EXPECT_EQ(router_.find("PATCH", "/conversations/7")->index, change_);
    EXPECT_FALSE(router_.find("DELETE", "/conversations/7"));
    EXPECT_FALSE(router_.find("GET", "/conversations/7/messages"));
}

TEST_F(Routes, PreferPlainSegmentsToNames) {
    EXPECT_EQ(router_.find("GET", "/conversations/closed")->index, closed_);
    EXPECT_EQ(router_.find("GET", "/conversations/open")->index, one_);
}

TEST_F(Routes, GiveTheValuesOfNames) {
    auto const found = router_.find("POST", "/webhooks/whatsapp/42");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->index, hook_);
    EXPECT_EQ(found->values.at("channel"), "whatsapp");
    EXPECT_EQ(found->values.at("inbox_id"), "42");
}

TEST_F(Routes, TakeTheRestOfAPathWhole) {
    auto const found = router_.find("GET", "/assets/fonts/inter.woff2");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->index, file_);
    EXPECT_EQ(found->values.at("path"), "fonts/inter.woff2");
}

TEST_F(Routes, GiveNoNameToAnEmptySegment) {
    EXPECT_FALSE(router_.find("GET", "/conversations/"));
    EXPECT_FALSE(router_.find("GET", ""));
    EXPECT_FALSE(router_.find("GET", "//"));
}

TEST_F(Routes, SayWhichMethodsAPathHas) {
    EXPECT_EQ(router_.methods("/conversations/7"), (std::vector<std::string>{"GET", "PATCH"}));
    EXPECT_TRUE(router_.methods("/nowhere").empty());
}

}  // namespace
}  // namespace balie::http
