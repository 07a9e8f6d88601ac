// A question to somebody without a seat: what they get to see, and what their one answer becomes.
#include "desk/side_question.hpp"

#include "integration/desk/office.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
namespace side_questions = store::side_questions;

class SideQuestionTest : public testing::Test {
protected:
    test::Office office;
    access::Actor const anna = office.as_anna();
    ConversationId const conversation = office.conversation();
    MessageId const chosen = office.inbound(conversation, "wamid.1", "Meter 4711 staat stil");
    MessageId const kept_back = office.inbound(conversation, "wamid.2", "Mijn adres is Dorpsstraat 1");

    Result<SideAsked> ask(access::Actor const& actor, std::string client_id,
                          std::vector<MessageId> messages) {
        auto asked = SideQuestion{std::move(client_id), "Planning", "planning@example.org",
                                  "Kan de monteur vrijdag?", std::move(messages)};
        return office.write([&](journal::Work& work) {
            return ask_side_question(work, actor, conversation, asked, office.clock.now());
        });
    }
    Result<bool> answer(SideAsked const& asked, std::string const& text) {
        return office.write([&](journal::Work& work) {
            return answer_side_question(work, {office.account, asked.question.id}, text, office.clock.now());
        });
    }
    Result<SideShown> shown(SideAsked const& asked) {
        return office.read([&](db::Transaction& transaction) {
            return shown_side_question(transaction, {office.account, asked.question.id}, office.clock.now());
        });
    }
    Result<Message> withdraw(access::Actor const& actor, SideAsked const& asked) {
        return office.write([&](journal::Work& work) {
            return withdraw_side_question(work, actor, asked.question.id, office.clock.now());
        });
    }
    std::string state_of(SideAsked const& asked) const {
        return office.value("SELECT content #>> '{side_question,state}' AS value FROM messages WHERE id = " +
                            to_string(asked.note.id));
    }
};

TEST_F(SideQuestionTest, ShowsTheChosenMessagesAndNothingElse) {
    auto const asked = ask(anna, "c1", {chosen});

    ASSERT_TRUE(asked) << asked.error().detail;
    auto const page = shown(*asked);
    ASSERT_TRUE(page) << page.error().detail;
    EXPECT_EQ(page->asker, "Anna");
    EXPECT_EQ(page->text, "Kan de monteur vrijdag?");
    ASSERT_EQ(page->quoted.size(), 1U);
    EXPECT_EQ(page->quoted.front().text, "Meter 4711 staat stil");
    EXPECT_EQ(state_of(*asked), "asked");
}

TEST_F(SideQuestionTest, TheAnswerIsANoteOnceAndTellsWhoAsked) {
    auto const asked = ask(anna, "c1", {});
    ASSERT_TRUE(asked) << asked.error().detail;

    auto const first = answer(*asked, "Ja, tussen 10 en 12");
    auto const again = answer(*asked, "Ja, tussen 10 en 12");
    auto const other = answer(*asked, "Nee, toch niet");

    EXPECT_TRUE(first && *first);
    EXPECT_TRUE(again && *again);
    EXPECT_EQ(other.error().code, ErrorCode::not_found);
    EXPECT_EQ(shown(*asked).error().code, ErrorCode::not_found);
    EXPECT_EQ(state_of(*asked), "answered");
    EXPECT_EQ(office.value("SELECT string_agg(kind || ' ' || text || ' ' || (content #>> "
                           "'{side_answer,name}'), ',') AS value "
                           "FROM messages WHERE account_id = $account AND content ? 'side_answer'"),
              "note Ja, tussen 10 en 12 Planning");
    EXPECT_EQ(office.value("SELECT string_agg(type || user_id, ',') AS value FROM notifications WHERE "
                           "account_id = $account"),
              "side_answer" + to_string(office.anna));
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "0");
}

TEST_F(SideQuestionTest, AWithdrawnOrExpiredOneTakesNoAnswer) {
    auto const withdrawn = ask(anna, "c1", {});
    auto const late = ask(anna, "c2", {});
    ASSERT_TRUE(withdrawn && late);

    ASSERT_TRUE(withdraw(office.as_lead(), *withdrawn));
    EXPECT_EQ(withdraw(anna, *withdrawn).error().reason, "side_question_over");
    EXPECT_EQ(answer(*withdrawn, "Ja").error().code, ErrorCode::not_found);
    office.clock.advance(std::chrono::days{7});

    EXPECT_EQ(shown(*late).error().code, ErrorCode::not_found);
    EXPECT_EQ(answer(*late, "Ja").error().code, ErrorCode::not_found);
    EXPECT_EQ(state_of(*withdrawn), "withdrawn");
}

TEST_F(SideQuestionTest, TheSameClientIdAsksTheSameQuestion) {
    auto const first = ask(anna, "c1", {chosen});
    auto const again = ask(anna, "c1", {chosen});
    auto const by_another = ask(office.as_bert(), "c1", {chosen});

    ASSERT_TRUE(first && again);
    EXPECT_FALSE(again->is_new);
    EXPECT_EQ(again->question.id, first->question.id);
    EXPECT_EQ(by_another.error().reason, "other_message");
}

TEST_F(SideQuestionTest, OnlyWhatStandsHereIsShownAndNotTooMuchIsAsked) {
    auto const elsewhere = office.inbound(office.conversation(), "wamid.3", "Van een ander");

    EXPECT_EQ(ask(anna, "c0", {elsewhere}).error().reason, "no_such_message");
    EXPECT_EQ(ask(office.as_auditor(), "c0", {}).error().code, ErrorCode::forbidden);
    for (auto count = 0; count < 20; ++count) { ASSERT_TRUE(ask(anna, "c" + std::to_string(count + 1), {})); }
    EXPECT_EQ(ask(anna, "c99", {}).error().reason, "too_many_questions");
}

TEST_F(SideQuestionTest, OfTwoAnswersAtOnceOneCounts) {
    auto const asked = ask(anna, "c1", {});
    ASSERT_TRUE(asked);

    auto first = Result<bool>{Error{}};
    auto second = Result<bool>{Error{}};
    {
        auto const one = std::jthread{[&] { first = answer(*asked, "Ja"); }};
        auto const two = std::jthread{[&] { second = answer(*asked, "Nee"); }};
    }

    EXPECT_NE(first.has_value(), second.has_value());
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM messages WHERE account_id = $account AND "
                           "content ? 'side_answer'"),
              "1");
}

// A press too many: whoever answered is not told that it is too late.
TEST_F(SideQuestionTest, OfOneAnswerThatComesTwiceAtOnceBothAreThanked) {
    constexpr auto copies = std::size_t{6};
    auto const asked = ask(anna, "c1", {});
    ASSERT_TRUE(asked);

    auto answers = std::vector<Result<bool>>(copies, Result<bool>{Error{}});
    {
        auto posts = std::vector<std::jthread>{};
        for (auto& each : answers) {
            posts.emplace_back([&] { each = answer(*asked, "Ja"); });
        }
    }

    for (auto const& each : answers) { EXPECT_TRUE(each) << each.error().detail; }
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM messages WHERE account_id = $account AND "
                           "content ? 'side_answer'"),
              "1");
}

}  // namespace
}  // namespace balie::desk
