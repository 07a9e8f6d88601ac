// The letter and the page of a question to somebody without a seat.
#include "api/side_answer_page.hpp"

#include "api/plain_page.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

desk::SideShown a_question() {
    auto shown = desk::SideShown{"Balie & Zn", "Anna", "Planning", "<script>alert(1)</script>", {}, {}};
    shown.quoted.push_back({Direction::in, "\"><img src=x onerror=alert(1)>", 2, {}});
    return shown;
}

TEST(SideAnswerPage, ShowsWordsAndRunsNone) {
    auto const page = side_question_page(a_question(), "nl", "n0nce");

    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
    EXPECT_NE(page.find("2 × bestand, niet getoond"), std::string::npos);
    EXPECT_NE(page.find("Balie &amp; Zn"), std::string::npos);
    EXPECT_NE(page.find("<style nonce=\"n0nce\">"), std::string::npos);
}

TEST(SideAnswerPage, SpeaksTheLanguageThatABrowserPrefers) {
    EXPECT_EQ(page_language("nl-NL,nl;q=0.9,en;q=0.8"), "nl");
    EXPECT_EQ(page_language("en-GB,en;q=0.9,nl;q=0.8"), "en");
    EXPECT_EQ(page_language("de-DE"), "en");
    EXPECT_EQ(page_language(""), "en");
}

TEST(SideAnswerPage, TheLetterHoldsTheLinkAndNoWordOfTheQuestion) {
    auto question = store::side_questions::SideQuestion{};
    question.name = "Planning {link}";

    auto const letter = side_letter("nl", "Balie", "Anna", question, "https://desk.example/answer/abc");

    EXPECT_EQ(letter.subject, "Vraag van Anna (Balie)");
    EXPECT_NE(letter.text.find("Hallo Planning {link},"), std::string::npos);
    EXPECT_NE(letter.text.find("https://desk.example/answer/abc"), std::string::npos);
}

}  // namespace
}  // namespace balie::api
