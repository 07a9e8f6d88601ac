// How posts sound, as far as a list of words can tell.
#include "ingest/sentiment.hpp"

#include <gtest/gtest.h>

namespace balie::ingest {
namespace {

TEST(Sentiment, OfComplaintsIsUnfriendly) {
    EXPECT_EQ(sentiment_of("Alweer een storing bij Noorderlicht"), -1);
    EXPECT_EQ(sentiment_of("De app is TRAAG en de site ook"), -1);
    EXPECT_EQ(sentiment_of("What a terrible service"), -1);
    EXPECT_EQ(sentiment_of("#fail"), -1);
    EXPECT_EQ(sentiment_of("Verschrikkelijk teléurgesteld, één klácht na de ander"), -1);
}

TEST(Sentiment, OfPraiseIsFriendly) {
    EXPECT_EQ(sentiment_of("Hulde! Monteur stond er binnen een uur"), 1);
    EXPECT_EQ(sentiment_of("Great help, thanks"), 1);
    EXPECT_EQ(sentiment_of("Wat een vriendelijke mensen"), 1);
}

TEST(Sentiment, OfPlainWordsIsNeither) {
    EXPECT_EQ(sentiment_of(""), 0);
    EXPECT_EQ(sentiment_of("Hoe laat gaat het loket open?"), 0);
    EXPECT_EQ(sentiment_of("Iemand ervaring met Noorderlicht?"), 0);
    EXPECT_EQ(sentiment_of("De site werkt"), 0);
}

TEST(Sentiment, OfBothAlikeIsNeither) { EXPECT_EQ(sentiment_of("Goede mensen, slechte site"), 0); }

TEST(Sentiment, IsTurnedByADenialCloseBy) {
    EXPECT_EQ(sentiment_of("Dit is niet zo heel goed"), -1);
    EXPECT_EQ(sentiment_of("Not a good day for them"), -1);
    EXPECT_EQ(sentiment_of("This isn't good"), -1);
    EXPECT_EQ(sentiment_of("I don\u2019t love this"), -1);
    EXPECT_EQ(sentiment_of("Geen klachten hier"), 1);
}

TEST(Sentiment, IsNotTurnedFromAfarOrFromAnotherSentence) {
    EXPECT_EQ(sentiment_of("Ik wist niet dat dit loket zo goed is"), 1);
    EXPECT_EQ(sentiment_of("Ik bel niet. Goed geregeld"), 1);
    EXPECT_EQ(sentiment_of("Duurde niet lang maar goed opgelost"), 1);
}

TEST(Sentiment, OfWhatDoesNotWorkIsUnfriendly) {
    EXPECT_EQ(sentiment_of("De storingslijn werkt niet"), -1);
    EXPECT_EQ(sentiment_of("Het doet het niet"), -1);
    EXPECT_EQ(sentiment_of("Still no response from them"), -1);
    EXPECT_EQ(sentiment_of("It doesn't work"), -1);
}

TEST(Sentiment, HearsTheHashtagOverAKindWord) {
    EXPECT_EQ(sentiment_of("Lekker bezig weer #fail"), -1);
    EXPECT_EQ(sentiment_of("Ze nemen niet op #faal"), -1);
}

TEST(Sentiment, ReadsEmoji) {
    EXPECT_EQ(sentiment_of("Noorderlicht 😡"), -1);
    EXPECT_EQ(sentiment_of("Noorderlicht 👍🏽"), 1);
    EXPECT_EQ(sentiment_of("Noorderlicht ⚡"), 0);
}

TEST(Sentiment, SeesWholeWordsOnly) {
    EXPECT_EQ(sentiment_of("De boosdoener van Goedkoop BV zat in Badhoevedorp"), 0);
}

TEST(Sentiment, SurvivesAnyBytes) {
    EXPECT_EQ(sentiment_of("\xC3"), 0);
    EXPECT_EQ(sentiment_of("\xF0\x9F\x98 \xE2\x80 '"), 0);
}

// Not a wish but the truth: what the page of the channel says it cannot do.
TEST(Sentiment, DoesNotHearIrony) { EXPECT_EQ(sentiment_of("Fijn, weer een uur in de wacht"), 1); }

}  // namespace
}  // namespace balie::ingest
