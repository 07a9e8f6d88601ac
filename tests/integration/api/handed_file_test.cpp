// Files that platforms fetch, through the whole house: whoever has the address gets one file of one message for an
// hour, and nobody gets anything else by it.
#include "integration/api/desk.hpp"
#include "integration/support/cluster.hpp"

#include "store/handed_files.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace balie::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto bytes_of_file = std::string_view{"\x89PNG een foto"};

std::string some_digits() {
    auto const id = a_platform_id();
    return id.substr(id.size() - 5);
}

struct Scene {
    Desk& desk = Desk::shared();
    Staff staff = desk.staff();
    std::string admin = staff.tokens.at(Role::admin);
    std::string inbox = made_inbox("+318555" + some_digits());

    http::Response post(std::string const& path, json const& body) {
        return desk.call(request("POST", "/api/v1/" + path, admin, body.dump()));
    }
    json twilio(std::string const& from) {
        auto const settings = json{{"account_sid", "AC00000000000000000000000000009901"},
                                   {"auth_token", "fictional"},
                                   {"from", from}};
        auto const made =
            post("inboxes", {{"channel", "twilio"}, {"name", "Storingen"}, {"settings", settings}});
        EXPECT_EQ(made.status, 201) << made.body;
        return json_of(made);
    }
    std::string made_inbox(std::string const& from) { return twilio(from).value("id", ""); }

    AttachmentId upload() {
        auto& house = desk.house();
        auto const path = house.folder.temporary();
        std::ofstream{path} << bytes_of_file;
        auto kept = store::media_files::Kept{};
        kept.file = house.folder.keep(path).value();
        kept.mime = "image/png";
        kept.bytes = static_cast<std::int64_t>(bytes_of_file.size());
        kept.sha256 = sha256(bytes_of_file);
        auto actor = access::Actor{};
        actor.account = staff.account;
        actor.user = staff.users.at(Role::admin);
        auto const insert = [&](db::Transaction& transaction) -> Result<AttachmentId> {
            auto const later = Time{std::chrono::seconds{4'000'000'000}};
            return store::media_files::insert_upload(transaction, actor, AttachmentKind::image, "meter.png",
                                                     kept, later)
                .id;
        };
        return house.databases.desk.run_here(staff.account.value, insert).value();
    }
    http::Response begin(std::string const& in_inbox, json words) {
        words["inbox_id"] = in_inbox;
        words["identity"] = json{{"kind", "phone"}, {"value", "+31612345678"}};
        return post("conversations", words);
    }
    std::string conversation(std::string const& in_inbox) {
        auto const opened = begin(in_inbox, {{"text", "Dag"}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        return json_of(opened).at("conversation").at("id");
    }
    http::Response write_in(std::string const& conversation, std::vector<AttachmentId> const& files) {
        auto ids = json::array();
        for (auto const file : files) { ids.push_back(to_string(file)); }
        return post("conversations/" + conversation + "/messages",
                    {{"client_id", random_uuid()}, {"kind", "reply"}, {"attachment_ids", ids}});
    }
    http::Response write(std::string const& to_inbox, std::vector<AttachmentId> const& files) {
        return write_in(conversation(to_inbox), files);
    }
    json shown(std::string const& conversation) {
        return json_of(desk.call(request("GET", "/api/v1/conversations/" + conversation, admin)));
    }
    AttachmentId sent_file() {
        auto const file = upload();
        auto const written = write(inbox, {file});
        EXPECT_EQ(written.status, 201) << written.body;
        return file;
    }

    std::string token(AttachmentId file, std::chrono::seconds lasts = 1h) const {
        return token_for(staff.account, file, lasts);
    }
    std::string token_for(AccountId account, AttachmentId file, std::chrono::seconds lasts = 1h) const {
        auto const until = desk.house().clock.now() + lasts;
        return store::handed_files::token_of({account, file, until}, desk.house().box);
    }
    http::Response get(std::string const& token, Headers headers = {}, std::string method = "GET") const {
        auto asked = request(std::move(method), "/files/" + token);
        asked.headers.insert(asked.headers.end(), headers.begin(), headers.end());
        return desk.call(std::move(asked));
    }
    void set(std::string const& change, AttachmentId file) const {
        as_superuser_in_balie(
            change + " AND account_id = " + to_string(staff.account) +
            (change.starts_with("UPDATE messages")
                 ? " AND id = (SELECT message_id FROM attachments WHERE id = " + to_string(file) +
                       " AND account_id = " + to_string(staff.account) + ")"
                 : " AND id = " + to_string(file)));
    }
};

TEST(HandedFile, IsGivenToWhoeverHasItsAddress) {
    auto scene = Scene{};
    auto const token = scene.token(scene.sent_file());

    auto const answer = scene.get(token);

    EXPECT_EQ(answer.status, 200) << answer.body;
    ASSERT_TRUE(answer.file);
    EXPECT_EQ(answer.file->length, bytes_of_file.size());
    EXPECT_EQ(header(answer.headers, "Content-Type"), "image/png");
    EXPECT_TRUE(header(answer.headers, "Content-Disposition").starts_with("inline; filename=\"meter.png\""));
    EXPECT_EQ(header(answer.headers, "Cache-Control"), "no-store");
    EXPECT_EQ(header(answer.headers, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(answer.headers, "Referrer-Policy"), "no-referrer");
    EXPECT_TRUE(header(answer.headers, "Content-Security-Policy").starts_with("sandbox;"));
    EXPECT_EQ(header(answer.headers, "Set-Cookie"), "");
}

// Twilio asks for the head first; players ask for parts.
TEST(HandedFile, AnswersWithItsHeadOrAPartOfIt) {
    auto scene = Scene{};
    auto const token = scene.token(scene.sent_file());

    EXPECT_EQ(scene.get(token, {}, "HEAD").status, 200);
    auto const part = scene.get(token, {{"Range", "bytes=1-3"}});

    EXPECT_EQ(part.status, 206);
    ASSERT_TRUE(part.file);
    EXPECT_EQ(part.file->length, 3U);
    EXPECT_EQ(scene.get(token, {}, "POST").status, 405);
}

TEST(HandedFile, IsNotGivenByAnAddressThatIsOverOrNotOurs) {
    auto scene = Scene{};
    auto const file = scene.sent_file();
    auto const token = scene.token(file);
    auto changed = token;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    auto const others = Scene{};

    EXPECT_EQ(scene.get(scene.token(file, -1s)).status, 404);
    EXPECT_EQ(scene.get(changed).status, 404);
    EXPECT_EQ(scene.get(token.substr(0, token.size() - 1)).status, 404);
    EXPECT_EQ(scene.get(token + "/x").status, 404);
    EXPECT_EQ(scene.get("x").status, 404);
    EXPECT_EQ(scene.get(to_string(file)).status, 404);
    // The account in the address bounds what is found, even under our own signature.
    EXPECT_EQ(scene.get(scene.token_for(others.staff.account, file)).status, 404);
    EXPECT_EQ(scene.get(token).status, 200);
}

TEST(HandedFile, IsOfAnOutgoingMessageThatStands) {
    auto scene = Scene{};
    auto const file = scene.sent_file();
    auto const token = scene.token(file);
    auto const while_it_is = [&](std::string const& change, std::string const& back) {
        scene.set(change, file);
        auto const status = scene.get(token).status;
        scene.set(back, file);
        return status;
    };

    EXPECT_EQ(scene.get(scene.token(scene.upload())).status, 404) << "of no message yet";
    EXPECT_EQ(while_it_is("UPDATE messages SET direction = 'in', external_id = 'SM1' WHERE true",
                          "UPDATE messages SET direction = 'out', external_id = NULL WHERE true"),
              404);
    EXPECT_EQ(while_it_is("UPDATE messages SET deleted_at = now() WHERE true",
                          "UPDATE messages SET deleted_at = NULL WHERE true"),
              404);
    EXPECT_EQ(scene.get(token).status, 200);
    scene.set("UPDATE attachments SET state = 'failed', file = NULL WHERE true", file);
    EXPECT_EQ(scene.get(token).status, 404);
}

TEST(HandedFile, AnInboxShowsAndHoldsWhatItsOwnNumberCan) {
    auto scene = Scene{};
    auto const whatsapp = scene.twilio("whatsapp:+318556" + some_digits());
    auto const texts =
        json_of(scene.desk.call(request("GET", "/api/v1/inboxes/" + scene.inbox, scene.admin)));

    EXPECT_EQ(whatsapp.at("capabilities").at("attachments_max"), 1);
    EXPECT_EQ(texts.at("capabilities").at("attachments_max"), 10);
    EXPECT_EQ(whatsapp.at("capabilities").at("reply_window_hours"), 24);
    EXPECT_FALSE(texts.at("capabilities").contains("reply_window_hours"));
    EXPECT_EQ(scene.write(scene.inbox, {scene.upload(), scene.upload()}).status, 201);
}

// WhatsApp through Twilio has WhatsApp's window, and a number for texts has none.
TEST(HandedFile, AnInboxCountsTheWindowOfItsOwnNumber) {
    auto scene = Scene{};
    auto const inbox = scene.twilio("whatsapp:+318557" + some_digits()).at("id").get<std::string>();
    auto const refused = scene.begin(inbox, {{"text", "Dag"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused).at("reason"), "window_closed");
    auto const form = json{{"name", "storing/HX00000000000000000000000000000001"}, {"language", "nl"}};
    auto const begun = scene.begin(inbox, {{"template", form}});
    ASSERT_EQ(begun.status, 201) << begun.body;
    auto const id = json_of(begun).at("conversation").at("id").get<std::string>();
    EXPECT_FALSE(scene.shown(id).contains("reply_window_ends_at"));

    as_superuser_in_balie("UPDATE conversations SET last_inbound_at = now() WHERE id = " + id +
                          " AND account_id = " + to_string(scene.staff.account));

    EXPECT_TRUE(scene.shown(id).contains("reply_window_ends_at"));
    EXPECT_FALSE(scene.shown(scene.conversation(scene.inbox)).contains("reply_window_ends_at"));
    auto const both = scene.write_in(id, {scene.upload(), scene.upload()});
    EXPECT_EQ(json_of(both).at("reason"), "too_many_attachments");
    EXPECT_EQ(scene.write_in(id, {scene.upload()}).status, 201);
}

}  // namespace
}  // namespace balie::test
