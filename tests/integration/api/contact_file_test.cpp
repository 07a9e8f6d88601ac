// Contacts as a table, in and out, through the whole house.
#include "integration/api/desk.hpp"

#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace balie::test {
namespace {

using nlohmann::json;

class ContactFile : public testing::Test {
protected:
    http::Response post(std::string const& csv, bool is_dry_run = false, Role by = Role::admin) {
        auto const file = desk_.house().folder.temporary();
        std::ofstream{file, std::ios::binary} << csv;
        auto const target = std::string{"/api/v1/contacts/import"} + (is_dry_run ? "?dry_run=true" : "");
        auto made = request("POST", target, staff_.tokens.at(by));
        made.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
        made.body_file = file;
        auto answer = desk_.call(std::move(made));
        std::filesystem::remove(file);
        return answer;
    }
    json imported(std::string const& csv, bool is_dry_run = false) {
        auto const answer = post(csv, is_dry_run);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json_of(answer);
    }
    json contacts() {
        auto const list =
            desk_.call(request("GET", "/api/v1/contacts?limit=200", staff_.tokens.at(Role::admin)));
        return json_of(list).at("items");
    }
    std::string exported() {
        auto const answer =
            desk_.call(request("GET", "/api/v1/contacts/export", staff_.tokens.at(Role::admin)));
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_TRUE(answer.file);
        file_ = answer.file->path;
        auto in = std::ifstream{answer.file->path, std::ios::binary};
        auto text = std::string{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(text.size(), answer.file->length);
        return text;
    }
    std::int64_t number(std::string const& sql) {
        return as_superuser_in_balie(sql).front().integer("number");
    }
    std::string account() const { return to_string(staff_.account); }

    Desk& desk_ = Desk::shared();
    Staff staff_ = desk_.staff();
    std::filesystem::path file_;
};

TEST_F(ContactFile, MakesContactsAndKnowsThemAgainByAnyKey) {
    auto const first = imported(
        "name,phone,email,external_id,note\r\n"
        "Noor Smit,+31 6 1234 5678,Noor@Winkel.Example,K-1,\"Vaste klant,\r\nal jaren\"\r\n"
        "Bea,,bea@winkel.example,,\r\n");
    EXPECT_EQ(first.at("rows"), 2);
    EXPECT_EQ(first.at("created"), 2);

    auto const again = imported("external_id,name\r\nK-1,Noor de Smit\r\n");
    EXPECT_EQ(again.at("updated"), 1);
    EXPECT_EQ(imported("phone,email\r\n0031612345678,\r\n,BEA@winkel.example\r\n").at("updated"), 2);

    auto const list = contacts();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].at("name"), "Bea");
    EXPECT_EQ(list[1].at("name"), "Noor de Smit");
    EXPECT_EQ(list[1].at("phone"), "+31612345678");
    EXPECT_EQ(list[1].at("note"), "Vaste klant,\r\nal jaren");
}

TEST_F(ContactFile, BroughtTwiceAtOnceMakesEachContactOnce) {
    auto csv = std::string{"external_id,phone,name\n"};
    for (auto row = 100; row < 160; ++row) {
        csv += "K-" + std::to_string(row) + ",+31612345" + std::to_string(row) + ",Klant\n";
    }
    auto requests = std::vector<http::Request>{};
    for (auto time = 0; time < 4; ++time) {
        auto const file = desk_.house().folder.temporary();
        std::ofstream{file, std::ios::binary} << csv;
        auto made = request("POST", "/api/v1/contacts/import", staff_.tokens.at(Role::admin));
        made.headers.emplace_back("Content-Type", "text/csv");
        made.body_file = file;
        requests.push_back(std::move(made));
    }

    auto created = std::int64_t{0};
    for (auto const& answer : desk_.call_at_once(std::move(requests))) {
        ASSERT_EQ(answer.status, 200) << answer.body;
        created += json_of(answer).at("created").get<std::int64_t>();
    }

    EXPECT_EQ(created, 60);
    EXPECT_EQ(number("SELECT count(*) AS number FROM contacts WHERE account_id = " + account()), 60);
}

TEST_F(ContactFile, ANumberWithoutACountryIsOfTheAccountsOwn) {
    auto const tally = imported("phone,name\n0612345678,Noor\n06-12345679,Bea\n\"+31 (0)6 12345680\",Cor\n");

    EXPECT_EQ(tally.at("created"), 3);
    auto const list = contacts();
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0].at("phone"), "+31612345679");
    EXPECT_EQ(list[1].at("phone"), "+31612345680");
    EXPECT_EQ(list[2].at("phone"), "+31612345678");
    EXPECT_EQ(imported("phone,name\n06 12 34 56 78,Noor Smit\n").at("updated"), 1);
}

TEST_F(ContactFile, TriedOutWritesNothing) {
    imported("email,name\r\nbea@winkel.example,Bea\r\n");
    auto const events = "SELECT count(*) AS number FROM events WHERE account_id = " + account();
    auto const before = number(events);

    auto const tried = imported(
        "email,name,consent_whatsapp\r\nbea@winkel.example,Bea B.,no\r\n"
        "noor@winkel.example,Noor,yes\r\nnoor@winkel.example,Noor,yes\r\nnobody,X,yes\r\n",
        true);

    EXPECT_EQ(tried.at("dry_run"), true);
    EXPECT_EQ(tried.at("rows"), 4);
    EXPECT_EQ(tried.at("created"), 1);
    EXPECT_EQ(tried.at("updated"), 2);
    EXPECT_EQ(tried.at("failed"), 1);
    EXPECT_EQ(tried.at("errors")[0].at("line"), 5);
    EXPECT_EQ(tried.at("errors")[0].at("column"), "email");
    EXPECT_EQ(number(events), before);
    ASSERT_EQ(contacts().size(), 1U);
    EXPECT_EQ(contacts()[0].at("name"), "Bea");
    EXPECT_EQ(number("SELECT count(*) AS number FROM contact_consents WHERE account_id = " + account()), 0);
    EXPECT_EQ(
        number(
            "SELECT count(*) AS number FROM audit_log WHERE action = 'contacts.imported' AND account_id = " +
            account()),
        1);
}

TEST_F(ContactFile, LeavesOutWhatIsAtFaultAndSaysWhere) {
    auto const tally = imported(
        "name,phone,consent_cm\n"
        "Noor,061234,yes\n"   // too short for any country
        "Bea,+31612345678\n"  // a cell is missing
        "\"Cor\nvan Dam\",+31612345679,perhaps\n"
        "Dirk,,yes\n"  // nothing to know him by
        "\xFF\xFE,+31612345670,yes\n"
        "Els,+31612345671,yes\n");

    EXPECT_EQ(tally.at("created"), 1);
    EXPECT_EQ(tally.at("failed"), 5);
    auto lines = std::vector<int>{};
    auto reasons = std::vector<std::string>{};
    for (auto const& error : tally.at("errors")) {
        lines.push_back(error.at("line"));
        reasons.push_back(error.at("reason"));
    }
    EXPECT_EQ(lines, (std::vector<int>{2, 3, 4, 6, 7}));
    EXPECT_EQ(reasons, (std::vector<std::string>{"not_a_phone", "wrong_width", "not_yes_or_no", "required",
                                                 "not_utf8"}));
    ASSERT_EQ(contacts().size(), 1U);
}

TEST_F(ContactFile, OfWhichTheWholeIsBrokenWritesNothing) {
    EXPECT_EQ(post("name,phone\nNoor,+31612345678\n\"Bea,+31612345679\n").status, 400);
    EXPECT_EQ(post("name,phone\nNoor,+31612345678\nBea \"B\",+31612345679\n").status, 400);
    EXPECT_EQ(post("name,phone,colour\nNoor,+31612345678,red\n").status, 422);
    EXPECT_EQ(post("name,phone,phone\n").status, 422);
    EXPECT_EQ(post("name,note\nNoor,x\n").status, 422);
    EXPECT_EQ(post("").status, 422);
    auto many = std::string{"phone\n"};
    for (auto i = 0; i <= 50'000; ++i) { many += "+31600000000\n"; }
    EXPECT_EQ(post(many).status, 413);
    EXPECT_EQ(post("phone\n+31612345678\n", false, Role::lead).status, 403);
    EXPECT_EQ(
        desk_.call(request("POST", "/api/v1/contacts/import", staff_.tokens.at(Role::admin), "{}")).status,
        415);

    EXPECT_TRUE(contacts().empty());
}

TEST_F(ContactFile, RowsThatContradictThemselvesChangeNobody) {
    imported("email,phone\nnoor@winkel.example,\n,+31612345678\n");

    auto const tally = imported("email,phone,name\nnoor@winkel.example,+31612345678,Wie?\n");

    EXPECT_EQ(tally.at("failed"), 1);
    EXPECT_EQ(tally.at("errors")[0].at("reason"), "ambiguous");
    for (auto const& contact : contacts()) { EXPECT_NE(contact.at("name"), "Wie?"); }
}

// A "no" of the table is the customer's own no, on that channel and no other; a "yes" lifts none.
TEST_F(ContactFile, ConsentsAreKeptAndARefusalIsAnOptOut) {
    auto const inbox = to_string(desk_.inbox(staff_.account));
    imported("phone,name\n+31612345678,Noor\n");
    auto const contact = contacts()[0].at("id").get<std::string>();
    as_superuser_in_balie(
        "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) VALUES (" +
        account() + ", nextval('contact_identity_ids'), " + contact + ", " + inbox +
        ", 'phone', '31612345678')");
    auto const opted_out =
        "SELECT count(*) AS number FROM contact_identities WHERE opted_out_at IS NOT NULL AND "
        "account_id = " +
        account();

    imported("phone,consent_cm\n+31612345678,no\n");
    EXPECT_EQ(number(opted_out), 0);
    imported("phone,consent_whatsapp\n+31612345678,nee\n");
    EXPECT_EQ(number(opted_out), 1);
    imported("phone,consent_whatsapp\n+31612345678,yes\n");
    EXPECT_EQ(number(opted_out), 1);

    EXPECT_NE(exported().find(",yes,,,,,,no,"), std::string::npos) << exported();
}

// An agent who writes first to a number that refused is held back, though the number is new to the inbox.
TEST_F(ContactFile, ARefusalHoldsForAddressesThatAreMadeLater) {
    auto const admin = staff_.tokens.at(Role::admin);
    auto const settings =
        json{{"endpoint_url", "https://shop.example.test/desk"}, {"endpoint_secret", "whsec_c2VjcmV0"}};
    auto const made = json_of(
        desk_.call(request("POST", "/api/v1/inboxes", admin,
                           json{{"channel", "api"}, {"name", "App"}, {"settings", settings}}.dump())));
    auto const write_to = [&](std::string const& phone) {
        auto const body = json{{"inbox_id", made.at("id")},
                               {"identity", {{"kind", "phone"}, {"value", phone}}},
                               {"text", "Dag"}};
        return desk_.call(request("POST", "/api/v1/conversations", admin, body.dump()));
    };
    imported("phone,consent_api\n+31612345678,no\n+31612345679,yes\n");

    auto const refused = write_to("31612345678");

    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(json_of(refused).at("reason"), "opted_out");
    EXPECT_EQ(write_to("31612345679").status, 201);
}

// What goes out comes in again the same, and no cell is a formula.
TEST_F(ContactFile, ExportIsReadAgainAndRunsNothing) {
    imported(
        "name,phone,email,external_id,note,consent_whatsapp\n"
        "\"=HYPERLINK(\"\"http://x\"\")\",+31612345678,noor@winkel.example,@K-1,\"-1;2\"\"\n3\",no\n");
    auto const table = exported();

    EXPECT_TRUE(table.starts_with("name,phone,email,external_id,note,consent_whatsapp,")) << table;
    EXPECT_NE(table.find("\"'=HYPERLINK(\"\"http://x\"\")\",'+31612345678,noor@winkel.example,'@K-1,"),
              std::string::npos)
        << table;
    auto const read = imported(table);
    EXPECT_EQ(read.at("updated"), 1);
    EXPECT_EQ(read.at("failed"), 0);
    EXPECT_EQ(exported(), table);
    EXPECT_EQ(contacts()[0].at("name"), "=HYPERLINK(\"http://x\")");
    EXPECT_FALSE(std::filesystem::exists(file_)) << "an export stays behind";
}

TEST_F(ContactFile, WhoWasErasedStandsInNoListAndNoExport) {
    imported("name,phone\nAnna,+31612345678\nBert,+31612345679\n");
    auto const anna = contacts()[0].at("id").get<std::string>();
    auto const erased =
        desk_.call(request("DELETE", "/api/v1/contacts/" + anna, staff_.tokens.at(Role::admin)));
    ASSERT_EQ(erased.status, 200) << erased.body;

    EXPECT_EQ(contacts().size(), 1U);
    EXPECT_EQ(contacts()[0].at("name"), "Bert");
    auto const table = exported();
    EXPECT_EQ(std::ranges::count(table, '\n'), 2) << table;
}

TEST_F(ContactFile, ExportOfManyIsWhole) {
    auto many = std::string{"phone\n"};
    for (auto i = 0; i < 1'234; ++i) { many += "+3161000" + std::to_string(1'000 + i) + "\n"; }
    EXPECT_EQ(imported(many).at("created"), 1'234);

    auto const table = exported();
    EXPECT_EQ(std::ranges::count(table, '\n'), 1'235);
}

}  // namespace
}  // namespace balie::test
