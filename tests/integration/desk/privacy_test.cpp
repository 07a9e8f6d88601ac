// What is held of a customer: shown whole, erased whole, and nobody else's with it.
#include "store/privacy.hpp"
#include "desk/erasure.hpp"
#include "integration/desk/office.hpp"
#include "store/contacts.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "wire/contact.hpp"
#include "wire/conversation.hpp"
#include "wire/message.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

constexpr auto number = "31699999901";  // stands in whatever is the customer's
constexpr auto words = "SENTINEL-WORDS";

class Privacy : public testing::Test {
protected:
    Privacy() {
        conversation = office.conversation({.contact_name = "SENTINEL Klant", .phone = number});
        contact = office.contact_of(conversation);
        asked = office.inbound(conversation, "wamid.SENTINEL-ID", words);
        other = office.conversation({.contact_name = "Een Ander", .phone = "31688888802"});
        of_other = office.inbound(other, "wamid.ander", "Iets anders");
    }

    std::string sql(std::string text) const {
        auto const put = [&text](std::string const& mark, std::string const& value) {
            for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
                text.replace(at, mark.size(), value);
            }
        };
        put("$account", to_string(office.account));
        put("$conversation", to_string(conversation));
        put("$contact", to_string(contact));
        put("$message", to_string(asked));
        put("$inbox", to_string(office.service));
        put("$user", to_string(office.anna));
        return text;
    }
    void run(std::string const& text) const { test::as_superuser_in_balie(sql(text)); }
    std::string value(std::string const& text) const { return office.value(sql(text)); }

    Result<Erasure> erase() {
        auto const erased = office.write([this](journal::Work& work) {
            return erase_contact(work, office.account, office.admin, contact);
        });
        // A server that vacuums itself just then makes it wait.
        auto rest = [this](journal::Work& work) { return erase_some(work, office.account); };
        for (auto tries = 0; erased && tries < 10'000; ++tries) {
            if (office.write(rest).value() == store::privacy::Left::nothing) { break; }
        }
        return erased;
    }

    nlohmann::json exported() {
        auto show = [this](db::Transaction& transaction) {
            return export_contact(transaction, office.account, office.admin, contact, office.context,
                                  office.clock.now());
        };
        return office.read(std::move(show)).value();
    }

    // Something of the customer in every table that may hold it.
    void leave_traces_everywhere() const {
        run("UPDATE contacts SET phone = '+31699999901', email = 'SENTINEL@customers.test', note = "
            "'SENTINEL', "
            "attributes = '{\"a\": \"SENTINEL\"}' WHERE account_id = $account AND id = $contact");
        run("UPDATE contact_identities SET username = 'SENTINEL', profile_name = 'SENTINEL' "
            "WHERE account_id = $account AND contact_id = $contact");
        run("UPDATE conversations SET preview = 'SENTINEL', preview_message_id = $message, promise_at = "
            "now(), "
            "promise_user_id = $user, promise_note = 'SENTINEL', attributes = '{\"a\": \"SENTINEL\"}' "
            "WHERE account_id = $account AND id = $conversation");
        run("INSERT INTO transfers (account_id, id, conversation_id, from_user_id, to_user_id, note, "
            "expires_at) VALUES ($account, nextval('transfer_ids'), $conversation, $user, $user, 'SENTINEL', "
            "now())");
        run("INSERT INTO message_search (account_id, message_id, digest, tsv) "
            "VALUES ($account, $message, 1, 'SENTINEL'::tsvector)");
        run("INSERT INTO contact_search (account_id, contact_id, tsv) "
            "VALUES ($account, $contact, 'SENTINEL'::tsvector)");
        run("UPDATE messages SET content = '{\"a\": \"SENTINEL\"}', reply_to_external_id = 'SENTINEL', "
            "reactions = '[{\"emoji\": \"SENTINEL\"}]', error = '{\"detail\": \"SENTINEL\"}', "
            "delivery_day = current_date, delivery_id = 1, has_attachments = true WHERE account_id = "
            "$account AND id = $message");
        run("INSERT INTO attachments (account_id, id, inbox_id, message_id, kind, state, name, sha256, file, "
            "source) "
            "VALUES ($account, nextval('attachment_ids'), $inbox, $message, 'image', 'ready', 'SENTINEL', "
            "'SENTINEL', 'a-file', '{\"url\": \"SENTINEL\"}')");
        run("INSERT INTO drafts (account_id, conversation_id, user_id, mode, text) "
            "VALUES ($account, $conversation, $user, 'reply', 'SENTINEL')");
        run("INSERT INTO delivery_attempts (account_id, message_id, attempt, inbox_id, external_id, state, "
            "error) "
            "VALUES ($account, $message, 1, $inbox, 'SENTINEL-OUT', 'failed', '{\"a\": \"SENTINEL\"}')");
        run("INSERT INTO pending_statuses (account_id, inbox_id, external_id, status, error) "
            "VALUES ($account, $inbox, 'SENTINEL-OUT', 'read', '{\"a\": \"SENTINEL\"}')");
        run("INSERT INTO inbound_changes (account_id, inbox_id, kind, external_id, target_external_id, data) "
            "VALUES ($account, $inbox, 'edit', 'e1', 'wamid.SENTINEL-ID', '{\"text\": \"SENTINEL\"}')");
        run("INSERT INTO contact_external_ids (account_id, external_id, contact_id) "
            "VALUES ($account, 'SENTINEL', $contact)");
        run("INSERT INTO contact_consents (account_id, contact_id, channel, granted) "
            "VALUES ($account, $contact, 'whatsapp', true)");
        run("INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) "
            "VALUES ($account, nextval('contact_identity_ids'), $contact, $inbox, 'visitor', "
            "'SENTINEL-VISITOR')");
        run("INSERT INTO client_sessions (account_id, id, inbox_id, secret_hash, visitor, name) VALUES "
            "($account, "
            "nextval('client_session_ids'), $inbox, decode(md5(random()::text), 'hex'), 'SENTINEL-VISITOR', "
            "'SENTINEL')");
        run("INSERT INTO client_pushes (account_id, message_id, inbox_id, due_at) "
            "VALUES ($account, $message, $inbox, now())");
        run("INSERT INTO idempotency_keys (account_id, user_id, key, request_hash, status, body) "
            "VALUES ($account, $user, 'k', 'h', 200, '{\"phone\": \"+31699999901\", \"name\": "
            "\"SENTINEL\"}'), ($account, $user, 'k2', 'h', 200, "
            "'{\"id\":\"1\",\"conversation_id\":\"$conversation\",\"text\":\"SENTINEL\"}')");
        run("INSERT INTO webhook_deliveries (account_id, day, id, inbox_id, body) VALUES "
            "($account, current_date, 1, $inbox, 'SENTINEL'), "
            "($account, current_date, 2, $inbox, '{\"recipient_id\": \"31699999901\"}'), "
            "($account, current_date - 3, 3, $inbox, 'from=%2B31699999901'), "
            "($account, current_date, 4, $inbox, '{\"recipient_id\": \"31688888802\"}')");
        run("INSERT INTO quarantine (account_id, id, inbox_id, reason, body, body_hash) VALUES "
            "($account, nextval('quarantine_ids'), $inbox, 'unreadable', '31699999901 SENTINEL', 'h1'), "
            "($account, nextval('quarantine_ids'), $inbox, 'unreadable', '31688888802', 'h2')");
    }

    // The tables in which a word still stands, bytes read as text; all of the catalogue, whatever comes to it.
    std::string tables_with(std::string const& word) const {
        auto found = std::string{};
        auto const tables = test::as_superuser_in_balie(R"sql(
SELECT c.relname AS name
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY 1)sql");
        for (auto const& table : tables) {
            auto const name = table.string("name");
            auto const here = value("SELECT count(*) AS value FROM " + name +
                                    " t WHERE t.account_id = $account AND (t::text LIKE '%" + word +
                                    "%' OR t::text LIKE '%" + hex(word) + "%')");
            if (here != "0") { found += name + ' '; }
        }
        return found;
    }
    static std::string hex(std::string const& word) {
        constexpr auto digits = std::string_view{"0123456789abcdef"};
        auto text = std::string{};
        for (auto const letter : word) {
            text += digits[static_cast<unsigned char>(letter) >> 4U];
            text += digits[static_cast<unsigned char>(letter) & 15U];
        }
        return text;
    }

    test::Office office;
    ConversationId conversation;
    ContactId contact;
    MessageId asked;
    ConversationId other;
    MessageId of_other;
};

TEST_F(Privacy, AfterAnErasureNothingOfTheCustomerIsFound) {
    leave_traces_everywhere();
    ASSERT_NE(tables_with("SENTINEL").find("webhook_deliveries"), std::string::npos);

    auto const erased = erase();

    ASSERT_TRUE(erased) << erased.error().detail;
    EXPECT_EQ(erased->messages, 1);
    EXPECT_EQ(erased->files, 1);
    EXPECT_EQ(tables_with("SENTINEL"), "");
    EXPECT_EQ(tables_with(number), "");
    EXPECT_EQ(value("SELECT string_agg(id::text, ',' ORDER BY id) AS value FROM webhook_deliveries "
                    "WHERE account_id = $account"),
              "4");
    EXPECT_EQ(
        value("SELECT count(*) AS value FROM attachments WHERE account_id = $account AND file = 'a-file' "
              "AND message_id IS NULL AND due_at <= now()"),
        "1");
}

TEST_F(Privacy, AnErasureLeavesATombstoneAndTellsOfIt) {
    auto const erased = erase();

    ASSERT_TRUE(erased) << erased.error().detail;
    EXPECT_EQ(value("SELECT concat_ws(',', name, phone, erased_at IS NOT NULL) AS value FROM contacts "
                    "WHERE account_id = $account AND id = $contact"),
              ",t");
    EXPECT_EQ(value("SELECT status || ' ' || preview AS value FROM conversations "
                    "WHERE account_id = $account AND id = $conversation"),
              "resolved ");
    EXPECT_EQ(value("SELECT concat_ws(',', text, external_id, deleted_at IS NOT NULL) AS value FROM messages "
                    "WHERE account_id = $account AND id = $message"),
              ",t");
    auto const types = office.event_types();
    EXPECT_EQ(std::ranges::count(types, "contact.erased"), 1);
    EXPECT_EQ(
        value("SELECT action || ' ' || detail::text AS value FROM audit_log WHERE account_id = $account"),
        R"(contact.erased {"files": 0, "messages": 1, "conversations": 1})");
}

TEST_F(Privacy, AnErasureIsSaidOfTheCustomerAndOfEachMessage) {
    ASSERT_TRUE(erase());

    auto const look = [this](db::Transaction& transaction) -> Result<nlohmann::json> {
        auto said = nlohmann::json::object();
        said["message"] = wire::to_json(
            store::messages::find_many(transaction, office.account, {asked}).at(0), office.context);
        said["conversation"] =
            wire::to_json(store::conversations::find_many(transaction, office.account, {conversation}).at(0),
                          office.context);
        said["contact"] =
            wire::to_json(store::contacts::find_many(transaction, office.account, {contact}).at(0));
        return said;
    };
    auto const said = office.read(look).value();
    EXPECT_TRUE(parse_time(said["message"].value("erased_at", "")));
    EXPECT_TRUE(parse_time(said["conversation"]["contact"].value("erased_at", "")));
    EXPECT_TRUE(parse_time(said["contact"].value("erased_at", "")));
}

TEST_F(Privacy, NobodyIsLeftToWriteTo) {
    ASSERT_TRUE(erase());

    auto const refused = office.reply(office.as_anna(), conversation, office.text("e1", "Nog een vraag"));
    auto note = office.text("e2", "Op eigen verzoek gewist");
    note.kind = MessageKind::note;

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "contact_erased");
    EXPECT_TRUE(office.reply(office.as_anna(), conversation, note));
}

TEST_F(Privacy, InMailsOfOthersAFixedWordStandsForTheAddress) {
    run("UPDATE contacts SET email = 'Sentinel@Customers.test' WHERE account_id = $account AND id = "
        "$contact");
    auto const mail = office.inbound(other, "mail-1", "Aan ons beiden");
    run("UPDATE messages SET content = '{\"email\": {\"subject\": \"Hek\", "
        "\"from\": {\"address\": \"sentinel@customers.test\", \"name\": \"SENTINEL\"}, "
        "\"to\": [{\"address\": \"desk@winkel.test\"}], "
        "\"cc\": [{\"address\": \"ander@customers.test\", \"name\": \"Ander\"}, "
        "{\"address\": \"SENTINEL@customers.test\", \"name\": \"SENTINEL Klant\"}]}}' "
        "WHERE account_id = $account AND id = " +
        to_string(mail));
    ASSERT_TRUE(erase());
    auto const content = nlohmann::json::parse(
        value("SELECT content::text AS value FROM messages WHERE account_id = $account AND id = " +
              to_string(mail)));
    auto const gone = nlohmann::json{{"address", ""}, {"erased", true}};
    auto const wanted = nlohmann::json{
        {"email",
         {{"subject", "Hek"},
          {"from", gone},
          {"to", nlohmann::json::array({{{"address", "desk@winkel.test"}}})},
          {"cc", nlohmann::json::array({{{"address", "ander@customers.test"}, {"name", "Ander"}}, gone})}}}};
    EXPECT_EQ(content, wanted);
    EXPECT_EQ(tables_with("SENTINEL"), "");
    EXPECT_EQ(tables_with("sentinel@"), "");
}

TEST_F(Privacy, AnErasureTouchesNobodyElse) {
    ASSERT_TRUE(erase());
    EXPECT_EQ(office.value("SELECT text AS value FROM messages WHERE account_id = $account AND id = " +
                           to_string(of_other)),
              "Iets anders");
    EXPECT_EQ(office.value("SELECT status AS value FROM conversations WHERE account_id = $account AND id = " +
                           to_string(other)),
              "open");
    EXPECT_EQ(office.value("SELECT sum(conversations)::text AS value FROM queue_counters WHERE account_id = "
                           "$account AND status = 'open'"),
              "1");
}

TEST_F(Privacy, OfAPublicThreadOnlyTheirOwnWordsGo) {
    run("UPDATE conversations SET public = true, thread_key = 'post-1' WHERE account_id = $account AND id = "
        "$conversation");
    run("UPDATE messages SET identity_id = (SELECT identity_id FROM conversations WHERE account_id = "
        "$account AND "
        "id = $conversation) WHERE account_id = $account AND id = $message");
    auto const comment = office.inbound(conversation, "c2", "Van een ander");
    run("UPDATE messages SET identity_id = (SELECT identity_id FROM conversations WHERE account_id = "
        "$account AND "
        "id = " +
        to_string(other) +
        "), reply_to_external_id = 'wamid.SENTINEL-ID' WHERE account_id = $account AND id = " +
        to_string(comment));

    ASSERT_TRUE(erase());

    EXPECT_EQ(
        value("SELECT string_agg(text, ',' ORDER BY id) AS value FROM messages WHERE account_id = $account "
              "AND conversation_id = $conversation"),
        ",Van een ander");
    EXPECT_EQ(value("SELECT status AS value FROM conversations WHERE account_id = $account AND id = "
                    "$conversation"),
              "open");
    EXPECT_EQ(tables_with("SENTINEL"), "");
}

// What colleagues wrote down about a matter that everybody reads goes with the person whose thread it is.
TEST_F(Privacy, OfTheirOwnPublicThreadWhatColleaguesWroteDownGoesToo) {
    leave_traces_everywhere();
    run("UPDATE conversations SET public = true, thread_key = 'post-1' WHERE account_id = $account AND id = "
        "$conversation");
    run("UPDATE messages SET identity_id = (SELECT identity_id FROM conversations WHERE account_id = "
        "$account "
        "AND id = $conversation) WHERE account_id = $account AND id = $message");
    auto note = office.text("n1", "SENTINEL notitie");
    note.kind = MessageKind::note;
    ASSERT_TRUE(office.reply(office.as_lead(), conversation, note));

    ASSERT_TRUE(erase());

    EXPECT_EQ(tables_with("SENTINEL"), "");
    EXPECT_EQ(tables_with(number), "");
}

TEST_F(Privacy, WhatIsHeldByLawIsNotErased) {
    auto hold = [this](db::Transaction& transaction) -> Result<void> {
        store::privacy::set_held(transaction, office.account, conversation, true);
        return {};
    };
    ASSERT_TRUE(office.read(std::move(hold)));

    auto const refused = erase();

    EXPECT_EQ(refused.error().reason, "legal_hold");
    EXPECT_EQ(value("SELECT text AS value FROM messages WHERE account_id = $account AND id = $message"),
              words);
}

TEST_F(Privacy, WhatWasQueuedIsNotSentAnyMore) {
    run("UPDATE conversations SET last_inbound_at = now() WHERE account_id = $account AND id = "
        "$conversation");
    auto const written = office.reply(office.as_lead(), conversation, office.text("r1", words));
    ASSERT_TRUE(written) << written.error().detail;

    ASSERT_TRUE(erase());

    EXPECT_EQ(office.value("SELECT count(*) AS value FROM outbox WHERE account_id = $account"), "0");
    EXPECT_EQ(office.value("SELECT status AS value FROM messages WHERE account_id = $account AND id = " +
                           to_string(written->message.id)),
              "cancelled");
}

TEST_F(Privacy, AnExportShowsAllAndIsNotedDown) {
    leave_traces_everywhere();
    auto note = office.text("n1", "SENTINEL notitie");
    note.kind = MessageKind::note;
    ASSERT_TRUE(office.reply(office.as_lead(), conversation, note));

    auto const record = exported();

    ASSERT_EQ(record.at("contacts").size(), 1U);
    EXPECT_EQ(record.at("contacts")[0].at("name"), "SENTINEL Klant");
    ASSERT_EQ(record.at("conversations").size(), 1U);
    auto const& messages = record.at("conversations")[0].at("messages");
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].at("text"), words);
    ASSERT_EQ(messages[0].at("attachments").size(), 1U);
    EXPECT_EQ(messages[0].at("attachments")[0].at("name"), "SENTINEL");
    EXPECT_EQ(messages[1].at("text"), "SENTINEL notitie");
    EXPECT_EQ(record.at("external_ids"), nlohmann::json::array({"SENTINEL"}));
    EXPECT_EQ(record.at("consents")[0].at("granted"), true);
    EXPECT_EQ(record.at("visits")[0].at("name"), "SENTINEL");
    EXPECT_EQ(record.dump().find("Iets anders"), std::string::npos);
    EXPECT_EQ(value("SELECT action AS value FROM audit_log WHERE account_id = $account"), "contact.exported");
}

TEST_F(Privacy, OfMergedContactsAllAreShownAndErased) {
    run("UPDATE contacts SET merged_into_id = $contact WHERE account_id = $account AND id = " +
        to_string(office.contact_of(other)));

    EXPECT_EQ(exported().at("contacts").size(), 2U);
    ASSERT_TRUE(erase());

    EXPECT_EQ(
        office.value("SELECT count(*) AS value FROM contacts WHERE account_id = $account AND name <> ''"),
        "0");
}

}  // namespace
}  // namespace balie::desk
