// Asked once after a resolve and not otherwise; what the customer says, when it ends, who reads it, and how it goes.
#include "desk/satisfaction.hpp"

#include "desk/bulk.hpp"
#include "desk/conversation_joining.hpp"
#include "desk/erasure.hpp"
#include "desk/macro.hpp"
#include "desk/triage.hpp"
#include "integration/desk/office.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
namespace satisfaction = store::satisfaction;

class Satisfaction : public testing::Test {
protected:
    test::TemporaryFolder folder;
    store::SecretBox box = store::SecretBox::open_key_file(folder.path() / "key").value();
    test::Office office;
    access::Actor const anna = office.as_anna();
    ConversationId const conversation = helped();

    Satisfaction() { run("UPDATE inboxes SET survey_enabled = true WHERE account_id = $account"); }

    void run(std::string const& sql) const { office.value(sql + " RETURNING ''::text AS value"); }

    // Somebody wrote, and was answered.
    ConversationId helped(test::ConversationSeed seed = {}) {
        seed.last_inbound_at = office.clock.now();
        auto const made = office.conversation(seed);
        auto const actor = seed.inbox == office.sales ? office.as_bert() : anna;
        if (!seed.public_) {
            EXPECT_TRUE(office.reply(actor, made, office.text("r" + to_string(made), "Morgen.")));
        }
        run("UPDATE messages SET status = 'sent' WHERE account_id = $account AND status = 'queued'");
        return made;
    }
    void become(ConversationId id, ConversationStatus status) {
        auto wanted = Change{};
        wanted.status = status;
        auto const changed = office.write([&](journal::Work& work) {
            return change(work, office.as_lead(), id, wanted, office.clock.now());
        });
        ASSERT_TRUE(changed) << changed.error().detail;
    }
    void resolve(ConversationId id) { become(id, ConversationStatus::resolved); }

    // What a round does when so much time went by; answers how many were asked.
    int ask_due(std::chrono::seconds later = 61s) {
        office.clock.advance(later);
        auto const before = office.clock.now() - 60s;
        auto const due = office.read([&](db::Transaction& transaction) -> Result<Responses> {
            return satisfaction::due(transaction, office.account, before, 100);
        });
        auto const by = AskingBy{"https://desk.test", &box, &office.context};
        auto asked = 0;
        for (auto const id : due.value()) {
            auto const sent = office.write([&](journal::Work& work) {
                return ask_satisfaction(work, office.account, id, by, before, office.clock.now());
            });
            EXPECT_TRUE(sent) << sent.error().detail;
            asked += sent && *sent ? 1 : 0;
        }
        return asked;
    }
    satisfaction::Link asked(ConversationId id) {
        resolve(id);
        EXPECT_EQ(ask_due(), 1);
        auto const text = office.value(
            "SELECT text AS value FROM messages WHERE content ? 'satisfaction' AND conversation_id = " +
            to_string(id));
        return satisfaction::read_token(text.substr(text.find("/s/") + 3), box)
            .value_or(satisfaction::Link{});
    }
    Result<bool> says(satisfaction::Link const& link, int rating, std::string comment = {}) {
        return office.write([&](journal::Work& work) {
            return rate(work, link, {rating, std::move(comment)}, office.clock.now());
        });
    }
    Result<SurveyShown> shown(satisfaction::Link const& link) {
        return office.read([&](db::Transaction& transaction) {
            return shown_survey(transaction, link, office.clock.now());
        });
    }
    std::vector<satisfaction::Given> given(access::Actor const& actor, ConversationId of) {
        auto const contact = office.contact_of(of);
        return office
            .read([&](db::Transaction& transaction) -> Result<std::vector<satisfaction::Given>> {
                return satisfaction::of_contact(transaction, actor, contact, {}, 10);
            })
            .value();
    }
    std::string waiting() const {
        return office.value(
            "SELECT count(*)::text AS value FROM satisfaction_responses WHERE account_id = "
            "$account AND asked_at IS NULL");
    }
    std::string lines() const {
        return office.value(
            "SELECT string_agg(content ->> 'activity', ';' ORDER BY id) AS value FROM "
            "messages WHERE account_id = $account AND content #>> '{activity,action}' = "
            "'rated'");
    }

private:
    using Responses = std::vector<satisfaction::ResponseId>;
};

TEST_F(Satisfaction, IsAskedOnceAMinuteAfterTheResolveAndChangesNothingElse) {
    resolve(conversation);
    EXPECT_EQ(ask_due(30s), 0) << "the resolve may still be undone";
    auto const before = office.value(
        "SELECT concat_ws(' ', status, preview, waiting_since, list_at, "
        "first_replied_at) AS value FROM conversations WHERE id = " +
        to_string(conversation));

    EXPECT_EQ(ask_due(31s), 1);
    EXPECT_EQ(ask_due(), 0);

    EXPECT_EQ(office.value("SELECT concat_ws(' ', status, preview, waiting_since, list_at, "
                           "first_replied_at) AS value FROM conversations WHERE id = " +
                           to_string(conversation)),
              before);
    EXPECT_EQ(office.value("SELECT concat_ws(' ', sender_type, status, (SELECT count(*) FROM outbox o WHERE "
                           "o.account_id = m.account_id AND o.message_id = m.id)) AS value FROM messages m "
                           "WHERE account_id = $account AND content ? 'satisfaction'"),
              "system queued 1");
    EXPECT_NE(office
                  .value("SELECT text AS value FROM messages WHERE account_id = $account AND content ? "
                         "'satisfaction'")
                  .find("Hoe hebben we je geholpen?"),
              std::string::npos);
}

TEST_F(Satisfaction, AsksInTheInboxesOwnWordsAndNotAtAllWhereItIsOff) {
    run("UPDATE inboxes SET survey_words = 'Zeg eens:' WHERE account_id = $account");
    EXPECT_TRUE(asked(conversation).response);
    EXPECT_EQ(office.value("SELECT split_part(text, E'\\n', 1) AS value FROM messages WHERE account_id = "
                           "$account AND content ? 'satisfaction'"),
              "Zeg eens:");

    run("UPDATE inboxes SET survey_enabled = false WHERE account_id = $account");
    resolve(helped());
    EXPECT_EQ(waiting(), "0");
}

TEST_F(Satisfaction, IsNotAskedOfWhatWasOpenedAgainAndOnceOfWhatWasResolvedAnew) {
    resolve(conversation);
    become(conversation, ConversationStatus::open);
    EXPECT_EQ(ask_due(), 0);
    EXPECT_EQ(waiting(), "0");

    resolve(conversation);
    office.clock.advance(40s);
    become(conversation, ConversationStatus::open);
    resolve(conversation);

    EXPECT_EQ(ask_due(30s), 0) << "the minute begins anew";
    EXPECT_EQ(ask_due(40s), 1);
}

TEST_F(Satisfaction, IsAskedByBulkAndByMacroToo) {
    auto const other = helped();
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;
    ASSERT_TRUE(office.write([&](journal::Work& work) {
        return change_many(work, anna, {conversation}, wanted, office.clock.now());
    }));
    ASSERT_TRUE(office.write([&](journal::Work& work) {
        return run_macro(work, anna, other, {"Klaar", {MacroStep{wanted}}, "m1"}, office.context,
                         office.clock.now());
    }));

    EXPECT_EQ(ask_due(), 2);
}

TEST_F(Satisfaction, IsNotAskedOfWhoCannotOrShouldNotAnswer) {
    auto const unanswered = office.conversation({.last_inbound_at = office.clock.now()});
    auto const blocked = helped();
    auto const opted_out = helped();
    auto const late = helped();
    auto const in_public = helped({.public_ = true});
    for (auto const id : {unanswered, blocked, opted_out, late, in_public}) { resolve(id); }
    run("UPDATE conversations SET blocked = true WHERE id = " + to_string(blocked));
    run("UPDATE contact_identities SET opted_out_at = now() WHERE contact_id = " +
        to_string(office.contact_of(opted_out)));
    run("UPDATE conversations SET last_inbound_at = now() - interval '25 h' WHERE id = " + to_string(late));

    EXPECT_EQ(ask_due(), 0);
    EXPECT_EQ(waiting(), "0");
}

TEST_F(Satisfaction, LeavesACustomerAloneForAWeek) {
    ASSERT_TRUE(asked(conversation).response);
    become(conversation, ConversationStatus::open);
    resolve(conversation);
    EXPECT_EQ(ask_due(), 0);

    office.clock.advance(std::chrono::days{7});
    run("UPDATE conversations SET last_inbound_at = now() + interval '7 days' WHERE id = " +
        to_string(conversation));
    become(conversation, ConversationStatus::open);
    resolve(conversation);

    EXPECT_EQ(ask_due(), 1);
}

TEST_F(Satisfaction, ARatingIsALineThatFollowsTheLastWord) {
    auto const link = asked(conversation);
    EXPECT_FALSE(shown(link).value().rating);

    EXPECT_TRUE(says(link, 4, "Snel geholpen"));
    EXPECT_TRUE(says(link, 4, "Snel geholpen"));
    EXPECT_EQ(lines(), R"({"action": "rated", "rating": 4, "comment": "Snel geholpen"})");
    EXPECT_TRUE(says(link, 2));

    EXPECT_EQ(lines(), R"({"action": "rated", "rating": 2})");
    EXPECT_EQ(shown(link).value().rating, 2);
    ASSERT_EQ(given(anna, conversation).size(), 1U);
    EXPECT_EQ(given(anna, conversation).front().rating, 2);
    EXPECT_EQ(office.value("SELECT status AS value FROM conversations WHERE id = " + to_string(conversation)),
              "resolved");
    EXPECT_EQ(office.event_types().back(), "contact.updated");
}

TEST_F(Satisfaction, EndsAfterTwoWeeksAndForALinkThatIsNone) {
    auto const link = asked(conversation);
    office.clock.advance(std::chrono::days{14});

    EXPECT_EQ(shown(link).error().code, ErrorCode::not_found);
    EXPECT_EQ(says(link, 5).error().code, ErrorCode::not_found);
    EXPECT_EQ(says({link.account, satisfaction::ResponseId{999'999'999}}, 5).error().code,
              ErrorCode::not_found);
    auto token = satisfaction::token_of(link, box);
    token[3] = token[3] == 'B' ? 'C' : 'B';
    EXPECT_FALSE(satisfaction::read_token(token, box));
}

TEST_F(Satisfaction, IsReadByWhoSeesTheConversationAlone) {
    auto const elsewhere = helped({.inbox = office.sales});
    ASSERT_TRUE(says(asked(elsewhere), 1, "Niet voor iedereen"));

    EXPECT_TRUE(given(anna, elsewhere).empty());
    EXPECT_EQ(given(office.as_bert(), elsewhere).size(), 1U);
    EXPECT_EQ(given(office.as_lead(), elsewhere).size(), 1U);
    auto const contact = office.contact_of(elsewhere);
    auto const sum = [&](access::Actor const& actor) {
        return office
            .read([&](db::Transaction& transaction) -> Result<satisfaction::Summary> {
                return satisfaction::summary(transaction, actor, contact);
            })
            .value();
    };
    EXPECT_EQ(sum(anna).count, 0);
    EXPECT_EQ(sum(office.as_bert()).count, 1);
    EXPECT_EQ(sum(office.as_bert()).average, 1.0);
    auto const stranger = test::Office{};
    EXPECT_TRUE(stranger
                    .read([&](db::Transaction& transaction) -> Result<std::vector<satisfaction::Given>> {
                        return satisfaction::of_contact(transaction, stranger.as_lead(), contact, {}, 10);
                    })
                    .value()
                    .empty());
}

TEST_F(Satisfaction, OfAConversationThatWasMergedStandsInTheOther) {
    auto const link = asked(conversation);
    auto const other = helped();
    run("UPDATE conversations SET contact_id = " + to_string(office.contact_of(conversation)) +
        ", identity_id = (SELECT identity_id FROM conversations WHERE id = " + to_string(conversation) +
        ") WHERE id = " + to_string(other));
    auto const merged = office.write([&](journal::Work& work) {
        return merge_conversations(work, office.as_lead(), other, {conversation}, office.clock.now());
    });
    ASSERT_TRUE(merged) << merged.error().detail;
    EXPECT_EQ(office.value("SELECT preview AS value FROM conversations WHERE id = " + to_string(other)),
              "Morgen.")
        << "the question stands in no list";

    EXPECT_TRUE(says(link, 5));

    ASSERT_EQ(given(anna, other).size(), 1U);
    EXPECT_EQ(given(anna, other).front().conversation, other);
    EXPECT_EQ(office.value("SELECT conversation_id::text AS value FROM messages WHERE account_id = $account "
                           "AND content #>> '{activity,action}' = 'rated'"),
              to_string(other));
}

TEST_F(Satisfaction, IsExportedAndErasedWithItsContact) {
    auto const link = asked(conversation);
    ASSERT_TRUE(says(link, 3, "Mijn naam is Bartje"));
    auto const contact = office.contact_of(conversation);
    auto const record = office.read([&](db::Transaction& transaction) {
        return export_contact(transaction, office.account, office.admin, contact, office.context,
                              office.clock.now());
    });
    EXPECT_EQ(record.value().at("satisfaction").at(0).at("comment"), "Mijn naam is Bartje");

    ASSERT_TRUE(office.write(
        [&](journal::Work& work) { return erase_contact(work, office.account, office.admin, contact); }));

    EXPECT_EQ(says(link, 5).error().code, ErrorCode::not_found);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM satisfaction_responses WHERE account_id = "
                           "$account"),
              "0");
    EXPECT_EQ(lines(), R"({"action": "rated"})");
}

TEST_F(Satisfaction, GoesWithItsConversation) {
    ASSERT_TRUE(says(asked(conversation), 3));
    resolve(helped());  // one that waits

    office.value(
        "SELECT delete_conversations(account_id, array_agg(id))::text AS value FROM conversations WHERE "
        "account_id = $account GROUP BY account_id");

    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM satisfaction_responses WHERE account_id = "
                           "$account"),
              "0");
}

TEST_F(Satisfaction, AQuestionThatDidNotArriveIsNobodysWork) {
    ASSERT_TRUE(asked(conversation).response);
    run("UPDATE messages SET status = 'failed' WHERE account_id = $account AND content ? 'satisfaction'");
    office.value(
        "SELECT mark_failed_sends(account_id, array_agg(id))::text AS value FROM conversations WHERE "
        "account_id = $account GROUP BY account_id");

    EXPECT_EQ(office.value("SELECT count(failed_message_id)::text AS value FROM conversations WHERE "
                           "account_id = $account"),
              "0");
}

TEST_F(Satisfaction, AnswersNothingThatTheCustomerAsked) {
    office.inbound(conversation, "wamid.9", "Nog iets?");
    ASSERT_TRUE(asked(conversation).response);

    become(conversation, ConversationStatus::open);

    EXPECT_NE(
        office.value("SELECT coalesce(waiting_since::text, '') AS value FROM conversations WHERE id = " +
                     to_string(conversation)),
        "");
}

}  // namespace
}  // namespace balie::desk
