// Search through the real index: what is found, by whom, in which order, and what is found no more.
#include "desk/finding.hpp"
#include "desk/search_rounds.hpp"
#include "integration/desk/office.hpp"
#include "integration/support/coroutines.hpp"
#include "store/privacy.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using Ids = std::vector<MessageId>;

Task<int> once(SearchRounds& rounds) {
    co_await rounds.round();
    co_return 0;
}

class Searching : public testing::Test {
protected:
    // The follower's next step, until all is in.
    void follow() {
        auto step = [this](db::Transaction& transaction) -> Result<std::int64_t> {
            return store::search::follow(transaction, office.account, 100);
        };
        while (office.read(step).value() > 0) {}
    }
    Result<store::search::Found> look(access::Actor const& actor, std::string const& typed,
                                      std::int64_t limit = 20, MessageId below = {}) {
        auto find = [&](db::Transaction& transaction) -> Result<store::search::Found> {
            auto const question = search_question_of(typed);
            if (!question) { return question.error(); }
            auto const finding = finding_of(transaction, actor, *question);
            if (!finding) { return finding.error(); }
            return store::search::messages(transaction, actor, finding->question, below, limit,
                                           std::chrono::seconds{20});
        };
        return office.read(std::move(find));
    }
    Ids found(std::string const& typed) { return look(office.as_lead(), typed).value().messages; }
    std::vector<std::string> called(access::Actor const& actor, std::string const& typed) {
        auto find = [&](db::Transaction& transaction) -> Result<std::vector<std::string>> {
            auto names = std::vector<std::string>{};
            auto const ids = contacts_called(transaction, actor, typed, 5);
            for (auto const id : ids) { names.push_back(to_string(id)); }
            return names;
        };
        return office.read(std::move(find)).value();
    }
    MessageId said(std::string const& text, test::ConversationSeed seed = {}) {
        auto const id = office.conversation(std::move(seed));
        return office.inbound(id, "s" + std::to_string(++count_), text);
    }
    void run(std::string const& sql) { test::as_superuser_in_balie(sql); }
    ConversationId conversation_of(MessageId id) {
        return parse_id<Conversation>(
                   office.value("SELECT conversation_id::text AS value FROM messages WHERE id = " +
                                to_string(id)))
            .value();
    }

    test::Office office;

private:
    int count_ = 0;
};

TEST_F(Searching, WordsInEveryFormOfBothLanguages) {
    auto const dutch = said("Waar blijven mijn bestellingen? De fietsen zijn kapot.");
    auto const english = said("I am waiting for two deliveries, please");
    follow();

    EXPECT_EQ(found("bestelling"), Ids{dutch});
    EXPECT_EQ(found("fiets kapotte"), Ids{dutch});
    EXPECT_EQ(found("delivery"), Ids{english});
    EXPECT_EQ(found("waits"), Ids{english});
    EXPECT_EQ(found("bestelling delivery"), Ids{});
    EXPECT_EQ(found("nergens"), Ids{});
}

TEST_F(Searching, CaseAccentsCodesAndLongNumbersInAnySpelling) {
    auto const code = said("Order abc-123/77 in café Één");
    auto const number = said("Bel mij op 06-12 34 56 78");
    follow();

    EXPECT_EQ(found("ABC-123"), Ids{code});
    EXPECT_EQ(found("123"), Ids{code});
    EXPECT_EQ(found("ABC-77"), Ids{});
    EXPECT_EQ(found("CAFE een"), Ids{code});
    EXPECT_EQ(found("+31612345678"), Ids{number});
    EXPECT_EQ(found("0031612345678"), Ids{number});
    EXPECT_EQ(found("0612345678"), Ids{number});
}

TEST_F(Searching, PhrasesUnwantedWordsAndWordsThatSayNothing) {
    auto const first = said("Ik was op de fiets gekomen");
    auto const second = said("De fiets stond op het plein");
    follow();

    EXPECT_EQ(found("\"op de fiets\""), Ids{first});
    EXPECT_EQ(found("de fiets"), (Ids{second, first}));
    EXPECT_EQ(found("fiets -plein"), Ids{first});
    EXPECT_EQ(found("-plein"), Ids{first});
    EXPECT_EQ(found("het"), Ids{second});
}

TEST_F(Searching, OperatorsNarrow) {
    auto const label = office.label("Spoed");
    auto const noord = said("regen in noord", {.contact_name = "Jan Jansen", .phone = "31611112222"});
    auto const sales =
        said("regen bij verkoop",
             {.inbox = office.sales, .assignee = office.bert, .status = ConversationStatus::resolved});
    auto const post = said("regen voor iedereen", {.team = office.team, .public_ = true});
    run("INSERT INTO conversation_labels VALUES (" + to_string(office.account) + ", " +
        to_string(conversation_of(post)) + ", " + to_string(label) + ")");
    run("UPDATE messages SET created_at = '2026-02-03T12:00:00Z' WHERE id = " + to_string(noord));
    follow();

    EXPECT_EQ(found("regen"), (Ids{post, sales, noord}));
    EXPECT_EQ(found("regen from:jansen"), Ids{noord});
    EXPECT_EQ(found("from:06-11112222"), Ids{noord});
    EXPECT_EQ(found("regen from:pietersen"), Ids{});
    EXPECT_EQ(found("regen inbox:verkoop"), Ids{sales});
    EXPECT_EQ(found("regen channel:whatsapp is:resolved"), Ids{sales});
    EXPECT_EQ(found("regen channel:telegram"), Ids{});
    EXPECT_EQ(found("regen is:open is:resolved"), (Ids{post, sales, noord}));
    EXPECT_EQ(found("regen is:public"), Ids{post});
    EXPECT_EQ(found("label:spoed"), Ids{post});
    EXPECT_EQ(found("label:spoed is:private"), Ids{});
    EXPECT_EQ(found("label:spoed channel:whatsapp"), Ids{post});
    EXPECT_EQ(found("label:spoed has:attachment"), Ids{});
    EXPECT_EQ(found("label:spoed after:2026-02-04 assignee:none"), Ids{post});
    EXPECT_EQ(found("regen assignee:bert"), Ids{sales});
    EXPECT_EQ(found("regen assignee:none"), (Ids{post, noord}));
    EXPECT_EQ(found("regen before:2026-02-04"), Ids{noord});
    EXPECT_EQ(found("regen after:2026-02-03 before:2026-02-03"), Ids{});
    EXPECT_EQ(found("regen after:2026-02-04"), (Ids{post, sales}));
    EXPECT_EQ(found("regen has:attachment"), Ids{});
}

TEST_F(Searching, AnOperatorThatNamesNothingIsRefused) {
    for (auto const* typed : {"inbox:nergens", "label:nooit", "is:kwijt", "has:geduld", "before:gisteren",
                              "channel:duif", "assignee:niemand", "team:geen"}) {
        auto const answer = look(office.as_lead(), typed);
        ASSERT_FALSE(answer) << typed;
        EXPECT_EQ(answer.error().reason, "bad_operator");
        EXPECT_TRUE(std::string{typed}.starts_with(answer.error().detail.substr(0, 3)));
    }
    EXPECT_EQ(look(office.as_anna(), "inbox:verkoop").error().reason, "bad_operator");
}

TEST_F(Searching, EverybodyFindsWhatTheyMaySee) {
    auto const service = said("gedeeld geheim");
    auto const sales = said("gedeeld geheim", {.inbox = office.sales, .assignee = office.lead});
    auto const bert = said("gedeeld geheim", {.inbox = office.sales, .assignee = office.bert});
    auto const other = test::Office{};
    follow();

    EXPECT_EQ(found("geheim"), (Ids{bert, sales, service}));
    EXPECT_EQ(look(office.as_anna(), "geheim").value().messages, Ids{service});
    EXPECT_EQ(look(office.as_bert(), "geheim").value().messages, (Ids{bert, sales, service}));
    auto own = office.as_bert();
    own.agents_see = access::AgentsSee::own;
    EXPECT_EQ(look(own, "geheim").value().messages, Ids{bert});
    auto stranger = [&](db::Transaction& transaction) -> Result<store::search::Found> {
        auto const actor = other.as_lead();
        auto const finding = finding_of(transaction, actor, *search_question_of("geheim"));
        return store::search::messages(transaction, actor, finding->question, {}, 20,
                                       std::chrono::seconds{20});
    };
    EXPECT_EQ(other.read(std::move(stranger)).value().messages, Ids{});
}

// The definer function reads as the directory, which sees every account: it must not be led to another one.
TEST_F(Searching, TheLookUpKnowsTheTransactionsAccountAlone) {
    said("alleen van ons");
    follow();
    auto const other = test::Office{};
    static constexpr auto look_up =
        db::Statement{"test.search_ids",
                      "SELECT count(*) AS value FROM search_ids('newest', NULL, 0, 9223372036854775807, 10)"};
    auto count = [](db::Transaction& transaction) -> Result<std::int64_t> {
        return transaction.run(look_up).front().integer("value");
    };

    EXPECT_EQ(office.read(count).value(), 1);
    EXPECT_EQ(other.read(count).value(), 0);
    EXPECT_EQ(test::database().run_here(0, count).value(), 0);
}

TEST_F(Searching, WhatIsSaidNowIsThereAfterTheNextRoundAndWhatIsTakenBackIsNot) {
    auto rounds = SearchRounds{test::context(), test::database()};
    auto const id = office.conversation({.last_inbound_at = office.clock.now()});
    test::wait_for(once(rounds));
    auto const written = office.reply(office.as_anna(), id, office.text("c1", "Uw pakket is verzonden"));
    ASSERT_TRUE(written);
    test::wait_for(once(rounds));
    ASSERT_EQ(found("pakket verzonden").size(), 1U);
    auto const message = found("pakket verzonden").front();

    run("UPDATE messages SET deleted_at = now() WHERE id = " + to_string(message));

    EXPECT_EQ(found("pakket"), Ids{});
}

TEST_F(Searching, AnEditIsFoundByItsNewWords) {
    auto const id = said("oude woorden");
    follow();
    run("UPDATE messages SET text = 'nieuwe tekst', version = version + 1 WHERE id = " + to_string(id));
    auto tell = [&](journal::Work& work) -> Result<void> {
        auto event = journal::Event{journal::EventType::message_updated};
        event.inbox = office.service;
        event.message = id;
        work.tell(event);
        return {};
    };
    ASSERT_TRUE(office.write(std::move(tell)));

    follow();

    EXPECT_EQ(found("nieuw"), Ids{id});
    EXPECT_EQ(found("oude"), Ids{});
}

TEST_F(Searching, AFilesNameIsFoundAndHasItsOperator) {
    auto const id = said("zie bijlage");
    auto const file = office.upload(office.anna, "image/jpeg", 3);
    run("UPDATE attachments SET message_id = " + to_string(id) +
        ", name = 'polis_2026-01.pdf' WHERE id = " + to_string(file));
    run("UPDATE messages SET has_attachments = true WHERE id = " + to_string(id));
    said("zonder bijlage");
    follow();

    EXPECT_EQ(found("polis"), Ids{id});
    EXPECT_EQ(found("bijlage has:attachment"), Ids{id});
}

TEST_F(Searching, WhatWasErasedOrDeletedLeavesNoWord) {
    auto const first = said("wilde ganzen", {.contact_name = "Eva Verdwenen"});
    auto const second = said("wilde zwanen");
    follow();
    auto const contact = office.contact_of(conversation_of(first));
    auto erase = [&](db::Transaction& transaction) -> Result<void> {
        store::privacy::erase(transaction, office.account, {contact});
        return {};
    };
    ASSERT_TRUE(office.read(std::move(erase)));
    run("SELECT set_config('app.account', '" + to_string(office.account) +
        "', false); SELECT delete_conversations(" + to_string(office.account) + ", ARRAY[" +
        to_string(conversation_of(second)) + "]::bigint[])");

    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM message_search WHERE account_id = $account"),
              "0");
    EXPECT_EQ(
        office.value("SELECT count(*)::text AS value FROM contact_search WHERE account_id = $account AND tsv "
                     "@@ '''verdwenen'''"),
        "0");
    follow();
    EXPECT_EQ(found("wilde"), Ids{});
    EXPECT_TRUE(called(office.as_lead(), "verdwenen").empty());
}

TEST_F(Searching, NamesWithALetterWrongAndNumbersInAnySpelling) {
    auto const jansen = said("hoi", {.contact_name = "Willemijn Jansen", .phone = "31655556666"});
    auto const smit = said("hoi", {.inbox = office.sales, .contact_name = "Karel Smit"});
    follow();
    auto const name = to_string(office.contact_of(conversation_of(jansen)));
    auto const hidden = to_string(office.contact_of(conversation_of(smit)));
    using Names = std::vector<std::string>;

    for (auto const* typed : {"jansen", "Jnsen", "jasnen", "janssen", "willemijn jan", "06 5555 6666",
                              "+3165555", "0031655556666"}) {
        EXPECT_EQ(called(office.as_lead(), typed), Names{name}) << typed;
    }
    EXPECT_EQ(called(office.as_lead(), "smit"), Names{hidden});
    EXPECT_EQ(called(office.as_anna(), "smit"), Names{});
    EXPECT_EQ(called(office.as_anna(), "smt"), Names{});
}

// Ids far apart, so that the words lie in several buckets under more than the walk reads.
TEST_F(Searching, NewestFirstOverBucketsPageByPage) {
    auto const place = conversation_of(said("hallo"));
    auto const insert = [&](std::string const& ids, std::string const& text) {
        run("INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, sender_type, "
            "text, "
            "external_id) SELECT " +
            to_string(office.account) + ", g, " + to_string(place) + ", " + to_string(office.service) +
            ", 'in', 'message', 'contact', '" + text + "', '" + to_string(office.account) +
            "x' || g FROM generate_series(" + ids + ") g");
    };
    insert("700100000, 701000000, 100000", "een kievit");
    insert("702000001, 702003500", "gewoon");
    run("DELETE FROM search_cursors WHERE account_id = " + to_string(office.account));
    follow();

    auto all = Ids{};
    auto pages = 0;
    for (auto below = MessageId{}; pages == 0 || below; ++pages) {
        auto const page = look(office.as_anna(), "kievit", 4, below).value();
        all.insert(all.end(), page.messages.begin(), page.messages.end());
        EXPECT_FALSE(page.is_partial);
        below = page.next;
    }

    EXPECT_EQ(pages, 3);
    ASSERT_EQ(all.size(), 10U);
    for (auto at = std::int64_t{0}; at < 10; ++at) {
        EXPECT_EQ(all[static_cast<std::size_t>(at)].value, 701'000'000 - at * 100'000);
    }
    EXPECT_EQ(found("kievit gewoon"), Ids{});
    EXPECT_EQ(look(office.as_lead(), "gewoon", 5).value().messages.front().value, 702'003'500);
}

}  // namespace
}  // namespace balie::desk
