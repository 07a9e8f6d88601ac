// GET /search through the front door.
#include "store/search.hpp"
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

class SearchRoute : public testing::Test {
protected:
    SearchRoute() : staff(desk.staff()), inbox(desk.inbox(staff.account)) {}

    // A conversation with so many messages, the newest last, all in the index.
    void say(std::string const& text, int times) {
        as_superuser_in_balie(
            "SELECT set_config('app.account', '" + account() +
            "', false);"
            "INSERT INTO contacts (account_id, id, name) VALUES (" +
            account() +
            ", nextval('contact_ids'), 'Noor Visser');"
            "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) "
            "SELECT account_id, nextval('contact_identity_ids'), id, " +
            to_string(inbox) +
            ", 'phone', '316' || id "
            "FROM contacts WHERE account_id = " +
            account() +
            ";"
            "INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, "
            "thread_key) "
            "SELECT account_id, nextval('conversation_ids'), 77, inbox_id, contact_id, id, 'i' || id "
            "FROM contact_identities WHERE account_id = " +
            account() +
            ";"
            "INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, "
            "sender_type, text, external_id) "
            "SELECT c.account_id, nextval('message_ids'), c.id, c.inbox_id, c.identity_id, 'in', 'message', "
            "'contact', '" +
            text + "', '" + account() + "-' || g FROM conversations c, generate_series(1, " +
            std::to_string(times) + ") g WHERE c.account_id = " + account());
        index();
    }
    // The conversation of a customer of its own who says so much; answers its id.
    std::string thread(std::string const& status, std::vector<std::string> const& said,
                       std::string const& more = {}) {
        auto const id = std::to_string(next_++);
        auto const values = account() + ", " + id;
        as_superuser_in_balie("INSERT INTO contacts (account_id, id, name) VALUES (" + values + ", 'Klant " +
                              id +
                              "'); INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, "
                              "kind, value) VALUES (" +
                              values + ", " + id + ", " + to_string(inbox) + ", 'phone', '316" + id +
                              "'); INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, "
                              "identity_id, thread_key, "
                              "status) VALUES (" +
                              values + ", " + id + ", " + to_string(inbox) + ", " + id + ", " + id + ", 'i" +
                              id + "', '" + status + "')");
        auto all = said;
        if (!more.empty()) { all.push_back(more); }
        for (auto const& text : all) {
            as_superuser_in_balie(
                "INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, "
                "kind, "
                "sender_type, text, external_id) VALUES (" +
                account() + ", nextval('message_ids'), " + id + ", " + to_string(inbox) + ", " + id +
                ", 'in', 'message', 'contact', '" + text + "', 'x" + std::to_string(next_++) + "')");
        }
        return id;
    }
    void index() {
        auto step = [this](db::Transaction& transaction) -> Result<std::int64_t> {
            return store::search::follow(transaction, staff.account, 100);
        };
        while (database().run_here(staff.account.value, step).value() > 0) {}
    }
    http::Response similar(std::string const& conversation, Role role = Role::lead) {
        return desk.call(
            request("GET", "/api/v1/conversations/" + conversation + "/similar", staff.tokens.at(role)));
    }
    std::string account() const { return to_string(staff.account); }
    http::Response get(std::string const& query, Role role = Role::lead) {
        return desk.call(request("GET", "/api/v1/search" + query, staff.tokens.at(role)));
    }

    Desk& desk = Desk::shared();
    Staff staff;
    InboxId inbox;

private:
    static inline std::int64_t next_ = 700'000'000;
};

TEST_F(SearchRoute, AnswersMessagesWithTheirConversationAndWhereTheWordsStand) {
    say("Mijn bestellingen zijn kwijt", 1);

    auto const answer = json_of(get("?q=bestelling"));

    ASSERT_EQ(answer.at("items").size(), 1U) << answer.dump();
    auto const& item = answer["items"][0];
    EXPECT_EQ(item.at("snippet"),
              nlohmann::json::parse(R"({"place": "text", "text": "Mijn bestellingen zijn kwijt",
        "hits": [{"start": 5, "length": 12}]})"));
    EXPECT_EQ(item.at("conversation").at("number"), 77);
    EXPECT_EQ(item.at("direction"), "in");
    EXPECT_TRUE(answer.at("contacts").empty());
    EXPECT_FALSE(answer.contains("next_cursor"));
    EXPECT_FALSE(answer.contains("partial"));
}

// Half past eleven in the evening of the first in UTC is the second in Amsterdam.
TEST_F(SearchRoute, ADayBeginsWhereTheAskerIs) {
    say("middernacht", 1);
    as_superuser_in_balie("UPDATE messages SET created_at = '2026-02-01T23:30:00Z' WHERE account_id = " +
                          account());
    auto const count = [&](std::string const& query) { return json_of(get(query)).at("items").size(); };

    EXPECT_EQ(count("?q=middernacht%20before:2026-02-02"), 1U);
    EXPECT_EQ(count("?q=middernacht%20before:2026-02-02&time_zone=Europe/Amsterdam"), 0U);
    EXPECT_EQ(count("?q=middernacht%20after:2026-02-02&time_zone=Europe/Amsterdam"), 1U);
    EXPECT_EQ(get("?q=middernacht%20after:2026-02-02&time_zone=Nergens/Land").status, 422);
}

TEST_F(SearchRoute, PagesByACursorThatIsGoodForTheSameQuestionOnly) {
    say("herhaling", 45);

    auto seen = std::set<std::string>{};
    auto cursor = std::string{};
    auto last = std::string{};
    for (auto page = 0; page < 3; ++page) {
        auto const answer = json_of(get("?q=herhaling" + cursor));
        for (auto const& item : answer.at("items")) { seen.insert(item.at("message_id").get<std::string>()); }
        ASSERT_EQ(answer.contains("next_cursor"), page < 2);
        if (page < 2) { cursor = "&cursor=" + answer["next_cursor"].get<std::string>(); }
    }

    EXPECT_EQ(seen.size(), 45U);
    EXPECT_EQ(get("?q=iets" + cursor).status, 400);
}

TEST_F(SearchRoute, FindsPeopleAndNumbers) {
    say("hallo", 1);

    EXPECT_EQ(json_of(get("?q=viser")).at("contacts").at(0).at("name"), "Noor Visser");
    EXPECT_EQ(json_of(get("?q=%2377")).at("conversations").at(0).at("number"), 77);
    EXPECT_TRUE(json_of(get("?q=hallo")).at("conversations").empty());
    EXPECT_TRUE(json_of(get("?q=visser", Role::agent)).at("contacts").empty());
    EXPECT_TRUE(json_of(get("?q=hallo", Role::agent)).at("items").empty());
    EXPECT_EQ(json_of(get("?q=hallo", Role::auditor)).at("items").size(), 1U);
}

TEST_F(SearchRoute, FindsWhatWasResolvedAboutTheSame) {
    auto const open = thread("open", {"Mijn gasmeter geeft een storing, wat nu?"});
    auto const same = thread("resolved", {"Goedemorgen", "Er is een storing aan mijn gasmeter"});
    auto const less = thread("resolved", {"De gasmeters tikken, is dat een storing?"}, "herhaling en meer");
    thread("resolved", {"Mijn gasmeter staat in de gang"});    // one word alone
    thread("open", {"Ook hier een storing van de gasmeter"});  // not resolved
    index();

    auto const answer = json_of(similar(open));

    ASSERT_EQ(answer.at("items").size(), 2U) << answer.dump();
    auto found = std::set<std::string>{};
    for (auto const& item : answer["items"]) { found.insert(item.at("conversation").at("id")); }
    EXPECT_EQ(found, (std::set<std::string>{same, less}));
    EXPECT_EQ(answer["items"][0].at("snippet").at("hits").size(), 2U);
    EXPECT_EQ(similar(open, Role::agent).status, 404) << "who may not see it asks nothing about it";
    EXPECT_EQ(similar("999999999").status, 404);
}

TEST_F(SearchRoute, FindsNothingAlikeOfTheSameCustomerOrOfNoWords) {
    auto const open = thread("open", {"Waar blijft mijn pakket met schoenen?"});
    auto const contact = "(SELECT contact_id FROM conversations WHERE id = " + open + ")";
    auto const own = thread("resolved", {"Mijn pakket met schoenen is zoek"});
    as_superuser_in_balie("UPDATE conversations SET contact_id = " + contact + " WHERE id = " + own);
    auto const silent = thread("open", {"123 of en"});
    index();

    EXPECT_TRUE(json_of(similar(open)).at("items").empty());
    EXPECT_TRUE(json_of(similar(silent)).at("items").empty());
}

TEST_F(SearchRoute, SaysWhatIsWrongWithAQuestion) {
    auto const unknown = get("?q=kleur%3Arood");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(json_of(unknown).at("reason"), "unknown_operator");
    EXPECT_NE(json_of(unknown).at("detail").get<std::string>().find("kleur:"), std::string::npos);
    EXPECT_EQ(json_of(get("?q=is%3Akwijt")).at("reason"), "bad_operator");
    EXPECT_EQ(get("").status, 422);
    EXPECT_EQ(get("?q=" + std::string(401, 'a')).status, 422);
    EXPECT_EQ(get("?q=a&cursor=onzin").status, 400);
}

}  // namespace
}  // namespace balie::test
