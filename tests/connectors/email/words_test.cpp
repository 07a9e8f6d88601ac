// Quotations folded, HTML as words, ids that prove themselves.
#include <connectors/email/html_text.hpp>
#include <connectors/email/letter.hpp>
#include <connectors/email/message_id.hpp>
#include <connectors/email/quotes.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace connectors::email;

struct FoldCase {
    std::string name;
    std::string text;
    std::string fresh;
};

TEST(EmailQuotes, FoldWhatIsOnlyCarriedAlong) {
    auto const cases = std::vector<FoldCase>{
        {"nothing quoted", "Hallo\n\nGroet", "Hallo\n\nGroet"},
        {"english", "Yes.\n\nOn Fri, Jan 2, 2026 at 10:00 AM Shop <s@w.example>\nwrote:\n\n> Really?\n",
         "Yes."},
        {"german", "Ja.\n\nAm 02.01.2026 um 10:00 schrieb Laden:\n> Wirklich?", "Ja."},
        {"no attribution", "Ja.\n\n> Echt?\n> Ja?", "Ja."},
        {"outlook line", "Goed.\r\n\r\n-----Oorspronkelijk bericht-----\r\nVan: Winkel\r\nHallo", "Goed."},
        {"outlook header", "Goed.\n\nFrom: Shop <s@w.example>\nSent: Friday\nTo: Anna\nSubject: x\n\nHello",
         "Goed."},
        {"drawn line", "Goed.\n________________________________\nVan: Winkel\nVerzonden: vrijdag\n\nHallo",
         "Goed."},
        {"unmarked quotation", "Oui.\n\nLe ven. 2 janv. 2026, Boutique a écrit :\n\nVraiment ?", "Oui."},
        {"below the quotation", "> Echt?\n\nJa.", "Ja."},
        {"point by point", "> Een?\nJa.\n> Twee?\nNee.", "> Een?\nJa.\n> Twee?\nNee."},
        {"only a quotation", "> Echt?", "> Echt?"},
        {"a word like another", "From: is the word that I mean.\nNothing else.",
         "From: is the word that I mean.\nNothing else."},
    };
    for (auto const& one : cases) {
        auto const folded = fold(one.text);
        EXPECT_EQ(folded.fresh, one.fresh) << one.name;
    }
}

TEST(EmailQuotes, KeepTheQuotation) {
    auto const folded = fold("Ja.\n\nOn Friday Shop wrote:\n> Really?\n");

    EXPECT_EQ(folded.quoted, "On Friday Shop wrote:\n> Really?");
}

TEST(EmailHtml, IsWordsOnly) {
    auto const cases = std::vector<std::pair<std::string, std::string>>{
        {"<p>Een</p><p>Twee</p>", "Een\n\nTwee"},
        {"a<br>b<br/>c", "a\nb\nc"},
        {"<script>x<b>y</b></script>z", "z"},
        {"<style>p{}</style ><p>z", "z"},
        {"<scr<script>ipt>alert(1)</script>z", "ipt>alert(1)z"},
        {"<a href='javascript:alert(1)'>klik</a>", "klik"},
        {"<a href=\"https://a.example/\">https://a.example/</a>", "https://a.example/"},
        {"<a href=\"https://kwaad.example\">bank.example</a>", "bank.example (https://kwaad.example)"},
        {"&lt;b&gt; &amp;amp; &#8364; &#x41; &onbekend; &#0; &#x202E;", "<b> &amp; € A &onbekend;"},
        {"<!-- weg -->hier<![CDATA[x]]>", "hier"},
        {"1 < 2 en 3 > 2", "1 < 2 en 3 > 2"},
        {"<blockquote>oud</blockquote>nieuw", "> oud\nnieuw"},
        {"<img src=x onerror=\"a>b\">tekst", "tekst"},
        {"<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
        {"<title>weg", ""},
        {"<a href=\"", ""},
    };
    for (auto const& [html, words] : cases) { EXPECT_EQ(text_of_html(html), words) << html; }
}

TEST(EmailHtml, ReadsHostileNestingInOneGo) {
    auto html = std::string{};
    for (auto depth = 0; depth < 20'000; ++depth) { html += "<blockquote><a href=http://x></a>"; }

    EXPECT_TRUE(text_of_html(html + "diep").ends_with("diep"));
}

TEST(EmailMessageId, ProvesItself) {
    auto const id = own_message_id("42.1", "Service@Winkel.example", "key");

    EXPECT_TRUE(id.starts_with("42.1."));
    EXPECT_TRUE(id.ends_with("@winkel.example"));
    EXPECT_EQ(opaque_in(id, "service@winkel.example", "key"), "42.1");
    EXPECT_EQ(opaque_in(id, "service@winkel.example", "other key"), "");
    EXPECT_EQ(opaque_in(id, "other@winkel.example", "key"), "");
    EXPECT_EQ(opaque_in("43.1" + id.substr(4), "service@winkel.example", "key"), "");
    EXPECT_EQ(opaque_in("", "service@winkel.example", "key"), "");
}

TEST(EmailMessageId, FindsIdsInAField) {
    EXPECT_EQ(ids_in("<a@b> (x) <c@d>\r\n\t<a@b> <e@"), (std::vector<std::string>{"a@b", "c@d"}));
    EXPECT_TRUE(ids_in("none").empty());
    EXPECT_TRUE(ids_in("<" + std::string(2'000, 'x') + "@y>").front().starts_with("sha256:"));
}

TEST(EmailLetter, MarksTheSubjectOnce) {
    EXPECT_EQ(answering_subject("Vraag"), "Re: Vraag");
    EXPECT_EQ(answering_subject("RE: Antw: Vraag"), "Re: Vraag");
}

}  // namespace
}  // namespace balie::test
