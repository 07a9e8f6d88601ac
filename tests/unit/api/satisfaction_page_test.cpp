// The page on which a customer says how they were helped.
#include "api/satisfaction_page.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

TEST(SatisfactionPage, ShowsFiveChoicesAndRunsNothing) {
    auto const page =
        satisfaction_page({"Balie & Zn", {}, "</textarea><script>alert(1)</script>"}, {}, "nl", "n0nce");

    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;/textarea&gt;&lt;script&gt;"), std::string::npos);
    EXPECT_NE(page.find("Balie &amp; Zn"), std::string::npos);
    EXPECT_NE(page.find("<style nonce=\"n0nce\">"), std::string::npos);
    EXPECT_EQ(page.find(" checked"), std::string::npos);
    for (auto const* const words : {"1 van 5: heel slecht", "3 van 5: gaat wel", "5 van 5: heel goed"}) {
        EXPECT_NE(page.find(words), std::string::npos) << words;
    }
}

TEST(SatisfactionPage, TicksWhatWasGivenBeforeOrWhatTheLinkNames) {
    auto const given = satisfaction_page({"Balie", 2, {}}, {}, "en", "n");
    auto const named = satisfaction_page({"Balie", 2, {}}, 5, "en", "n");

    EXPECT_NE(given.find("value=\"2\" required checked"), std::string::npos);
    EXPECT_NE(named.find("value=\"5\" required checked"), std::string::npos);
    EXPECT_EQ(named.find("value=\"2\" required checked"), std::string::npos);
}

TEST(SatisfactionPage, SaysWhatWasGiven) {
    EXPECT_NE(satisfaction_thanks_page(4, "nl", "n").find("Je gaf 4 van 5: goed."), std::string::npos);
    EXPECT_NE(satisfaction_thanks_page(4, "en", "n").find("You gave 4 of 5: well."), std::string::npos);
    EXPECT_NE(satisfaction_over_page("nl", "n").find("Deze link werkt niet (meer)"), std::string::npos);
}

}  // namespace
}  // namespace balie::api
