// The channel `api`, through the whole house: what a program of the organisation brings is stored once, all of it or
// nothing, and by nobody else.
#include "integration/api/desk.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>
#include <balie/channel/file_link.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace balie::test {
namespace {

using nlohmann::json;

auto const endpoint_key = std::string{"a-secret-of-the-endpoint"};
auto const inbound_secret = "whsec_" + to_base64("a-secret-for-the-way-in");

struct Shop {
    Staff staff;
    std::string inbox;
    std::string admin;
};

json settings() {
    return {{"endpoint_url", "https://shop.example.test/desk"},
            {"endpoint_secret", "whsec_" + to_base64(endpoint_key)},
            {"inbound_secret", inbound_secret}};
}

Shop a_shop(Desk& desk) {
    auto shop = Shop{desk.staff(), {}, {}};
    shop.admin = shop.staff.tokens.at(Role::admin);
    auto const body = json{{"channel", "api"}, {"name", "Bestelapp"}, {"settings", settings()}};
    auto const made = desk.call(request("POST", "/api/v1/inboxes", shop.admin, body.dump()));
    EXPECT_EQ(made.status, 201) << made.body;
    shop.inbox = json_of(made).value("id", "");
    return shop;
}

json a_message(std::string const& id, std::string const& text = "Waar is mijn pakket?") {
    return {{"type", "message"},
            {"id", id},
            {"text", text},
            {"contact", {{"external_id", "klant-1"}, {"phone", "+31612345678"}, {"name", "Noor"}}}};
}

http::Response bring(Desk& desk, Shop const& shop, json events) {
    auto const body = json{{"events", std::move(events)}};
    return desk.call(request("POST", "/api/v1/inboxes/" + shop.inbox + "/inbound", shop.admin, body.dump()));
}

json conversations_of(Desk& desk, Shop const& shop) {
    return json_of(desk.call(request("GET", "/api/v1/conversations?inbox_id=" + shop.inbox, shop.admin)))
        .at("items");
}

json messages_of(Desk& desk, Shop const& shop, std::string const& conversation) {
    return json_of(
               desk.call(request("GET", "/api/v1/conversations/" + conversation + "/messages", shop.admin)))
        .at("items");
}

std::string replies(Desk& desk, Shop const& shop, std::string const& conversation,
                    json extra = json::object()) {
    auto body = json{{"client_id", random_uuid()}, {"kind", "reply"}, {"text", "Morgen."}};
    body.update(extra);
    auto const written = desk.call(
        request("POST", "/api/v1/conversations/" + conversation + "/messages", shop.admin, body.dump()));
    EXPECT_EQ(written.status, 201) << written.body;
    return json_of(written).value("id", "");
}

// Postings of the same ids change nothing, whole or in part.
TEST(Inbound, IsStoredOnceHoweverOftenItIsPosted) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);

    auto const first = bring(desk, shop, {a_message("m-1"), a_message("m-2", "En de bon?")});
    auto const again = bring(desk, shop, {a_message("m-1"), a_message("m-2", "En de bon?")});
    auto const partly = bring(desk, shop, {a_message("m-2"), a_message("m-3"), a_message("m-3")});

    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(json_of(first), json_of(again));
    auto const items = json_of(first).at("items");
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].at("id"), "m-1");
    EXPECT_EQ(json_of(partly).at("items")[0], items[1]);
    auto const conversations = conversations_of(desk, shop);
    ASSERT_EQ(conversations.size(), 1U);
    EXPECT_EQ(conversations[0].at("contact").at("name"), "Noor");
    EXPECT_EQ(conversations[0].at("unread_count"), 3);
    EXPECT_EQ(messages_of(desk, shop, items[0].at("conversation_id")).size(), 3U);
}

// Other words under an id that is known are no other message: the first words stay, whichever way they come.
TEST(Inbound, KeepsTheFirstWordsOfAnId) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const signed_post = [&](json const& event) {
        auto const body = json{{"events", json::array({event})}}.dump();
        auto posted = request("POST", "/webhooks/api/" + shop.inbox, {}, body);
        auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        auto const key = *standard_webhook_key(inbound_secret);
        for (auto& field : sign_standard_webhook(key, "msg_1", now, body)) {
            posted.headers.push_back(std::move(field));
        }
        return desk.call(std::move(posted)).status;
    };

    auto const first = bring(desk, shop, {a_message("m-1", "Eerst")});
    auto const other = bring(desk, shop, {a_message("m-1", "Anders")});

    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(other.status, 200) << other.body;
    EXPECT_EQ(json_of(other), json_of(first));
    EXPECT_EQ(signed_post(a_message("m-1", "Weer anders")), 200);
    auto const conversation = json_of(first).at("items")[0].at("conversation_id").get<std::string>();
    auto const items = messages_of(desk, shop, conversation);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].at("text"), "Eerst");
    // The webhook's own id is only signed: what is new in it is taken.
    EXPECT_EQ(signed_post(a_message("m-2", "Nieuw")), 200);
    EXPECT_EQ(messages_of(desk, shop, conversation).size(), 2U);
}

TEST(Inbound, FindsTheContactByAnyAddressThatItCameWithBefore) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto by_phone = a_message("m-2");
    by_phone["contact"] = {{"phone", "+31612345678"}};
    auto by_id = a_message("m-3");
    by_id["contact"] = {{"external_id", "klant-1"}};

    EXPECT_EQ(bring(desk, shop, {a_message("m-1"), by_phone, by_id}).status, 200);

    EXPECT_EQ(conversations_of(desk, shop).size(), 1U);
}

TEST(Inbound, IsTakenWholeOrNotAtAll) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto faulty = a_message("m-2");
    faulty["colour"] = "red";

    auto const refused = bring(desk, shop, {a_message("m-1"), faulty});

    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(json_of(refused).at("errors")[0].at("field"), "events[1].colour");
    EXPECT_TRUE(conversations_of(desk, shop).empty());
    EXPECT_EQ(bring(desk, shop, json::object()).status, 422);
}

TEST(Inbound, IsNobodyElsesToBring) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const others = a_shop(desk);
    auto const body = json{{"events", json::array({a_message("m-1")})}}.dump();
    auto const target = "/api/v1/inboxes/" + shop.inbox + "/inbound";

    EXPECT_EQ(desk.call(request("POST", target, others.admin, body)).status, 404);
    EXPECT_EQ(desk.call(request("POST", target, shop.staff.tokens.at(Role::agent), body)).status, 403);
    EXPECT_EQ(desk.call(request("POST", target, "", body)).status, 401);
    auto const whatsapp = to_string(desk.inbox(shop.staff.account));
    EXPECT_EQ(desk.call(request("POST", "/api/v1/inboxes/" + whatsapp + "/inbound", shop.admin, body)).status,
              404);
    EXPECT_TRUE(conversations_of(desk, shop).empty());
}

TEST(Inbound, MayAlsoBeSignedWithTheInboxsOwnSecret) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const body = json{{"events", json::array({a_message("m-1")})}}.dump();
    auto const sign = [&](std::string const& secret) {
        auto posted = request("POST", "/webhooks/api/" + shop.inbox, {}, body);
        auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        for (auto& field : sign_standard_webhook(*standard_webhook_key(secret), "msg_1", now, body)) {
            posted.headers.push_back(std::move(field));
        }
        return desk.call(std::move(posted)).status;
    };

    EXPECT_EQ(sign("whsec_" + to_base64(endpoint_key)), 401);
    EXPECT_TRUE(conversations_of(desk, shop).empty());
    EXPECT_EQ(sign(inbound_secret), 200);
    EXPECT_EQ(conversations_of(desk, shop).size(), 1U);
}

// What changes a message may come before it, and twice.
TEST(Inbound, ChangesShowOnTheirMessage) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const contact = json{{"external_id", "klant-1"}};
    auto const edit = json{
        {"type", "edit"}, {"id", "e-1"}, {"message_id", "m-1"}, {"text", "Graag!"}, {"contact", contact}};
    auto const reaction = json{
        {"type", "reaction"}, {"id", "r-1"}, {"message_id", "m-2"}, {"emoji", "👍"}, {"contact", contact}};
    auto const deletion =
        json{{"type", "deletion"}, {"id", "d-1"}, {"message_id", "m-3"}, {"contact", contact}};

    EXPECT_EQ(bring(desk, shop, {edit, reaction}).status, 200);
    auto const stored = bring(desk, shop, {a_message("m-1"), a_message("m-2"), a_message("m-3"), deletion});
    EXPECT_EQ(bring(desk, shop, {edit, deletion}).status, 200);

    auto const conversation = json_of(stored).at("items")[0].at("conversation_id").get<std::string>();
    auto const messages = messages_of(desk, shop, conversation);
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[0].at("text"), "Graag!");
    EXPECT_TRUE(messages[0].contains("edited_at"));
    EXPECT_EQ(messages[1].at("reactions")[0].at("emoji"), "👍");
    EXPECT_TRUE(messages[2].contains("deleted_at"));
}

TEST(Inbound, ReceiptsMoveTheReplyOn) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const stored = bring(desk, shop, json::array({a_message("m-1")}));
    auto const conversation = json_of(stored).at("items")[0].at("conversation_id").get<std::string>();
    auto const reply = replies(desk, shop, conversation);
    auto const receipt = [&](char const* status) {
        return json{{"type", "receipt"}, {"message_id", "balie_" + reply + ".1"}, {"status", status}};
    };
    auto const status = [&] { return messages_of(desk, shop, conversation).back().at("status"); };

    EXPECT_EQ(bring(desk, shop, json::array({receipt("read")})).status, 200);
    EXPECT_EQ(status(), "read");
    EXPECT_EQ(bring(desk, shop, json::array({receipt("delivered")})).status, 200);
    EXPECT_EQ(status(), "read");
}

TEST(Inbound, AnOptOutHoldsRepliesBack) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const stored = bring(desk, shop, json::array({a_message("m-1")}));
    auto const conversation = json_of(stored).at("items")[0].at("conversation_id").get<std::string>();
    auto const wish = json{{"type", "consent"},
                           {"id", "c-1"},
                           {"wants_messages", false},
                           {"contact", {{"external_id", "klant-1"}}}};

    EXPECT_EQ(bring(desk, shop, json::array({wish})).status, 200);

    auto const body = json{{"client_id", "x"}, {"kind", "reply"}, {"text", "Morgen."}};
    auto const refused = desk.call(
        request("POST", "/api/v1/conversations/" + conversation + "/messages", shop.admin, body.dump()));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused).at("reason"), "opted_out");
}

// An upload, as the server's upload route leaves it.
std::string an_upload(Desk& desk, Shop const& shop, Role by) {
    auto& house = desk.house();
    auto const path = house.folder.temporary();
    std::ofstream{path} << "een bon";
    auto kept = store::media_files::Kept{};
    kept.file = house.folder.keep(path).value();
    kept.mime = "text/plain";
    kept.bytes = 7;
    kept.sha256 = sha256("een bon");
    auto actor = access::Actor{};
    actor.account = shop.staff.account;
    actor.user = shop.staff.users.at(by);
    auto const insert = [&](db::Transaction& transaction) -> Result<std::string> {
        auto const later = Time{std::chrono::seconds{4'000'000'000}};
        auto const made = store::media_files::insert_upload(transaction, actor, AttachmentKind::document,
                                                            "bon.txt", kept, later);
        return to_string(made.id);
    };
    return house.databases.desk.run_here(actor.account.value, insert).value();
}

TEST(Inbound, TakesAlongItsOwnUploadsOnly) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto message = a_message("m-1");
    auto const with = [&](std::string const& upload) {
        message["attachments"] = {{{"kind", "document"}, {"upload_id", upload}}};
        return bring(desk, shop, json::array({message}));
    };

    auto const refused = with(an_upload(desk, shop, Role::agent));
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(json_of(refused).at("reason"), "no_such_attachment");
    auto const stored = with(an_upload(desk, shop, Role::admin));

    ASSERT_EQ(stored.status, 200) << stored.body;
    auto const conversation = json_of(stored).at("items")[0].at("conversation_id").get<std::string>();
    auto const attachment = messages_of(desk, shop, conversation)[0].at("attachments").at(0);
    EXPECT_EQ(attachment.at("name"), "bon.txt");
    EXPECT_EQ(attachment.at("state"), "pending");
}

TEST(Inbound, LinksToFilesAreGoodForWhoHasThemUntilTheirTime) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    auto const stored = bring(desk, shop, json::array({a_message("m-1")}));
    auto const conversation = json_of(stored).at("items")[0].at("conversation_id").get<std::string>();
    auto const upload = an_upload(desk, shop, Role::admin);
    replies(desk, shop, conversation, {{"attachment_ids", {upload}}});
    auto const later = 4'000'000'000;
    auto const get = [&](FileLink const& link, std::string const& key) {
        return desk.call(request("GET", path_of(link, key)));
    };

    auto const good = get({shop.inbox, upload, later}, endpoint_key);
    EXPECT_EQ(good.status, 200) << good.body;
    ASSERT_TRUE(good.file);
    EXPECT_EQ(good.file->length, 7U);
    EXPECT_EQ(get({shop.inbox, upload, later}, "another key").status, 404);
    EXPECT_EQ(get({shop.inbox, upload, 1'700'000'000}, endpoint_key).status, 404);
    EXPECT_EQ(get({shop.inbox, an_upload(desk, shop, Role::admin), later}, endpoint_key).status, 404);
    EXPECT_EQ(desk.call(request("GET", "/webhooks/api/" + shop.inbox + "/files/" + upload)).status, 404);
}

TEST(Inbound, AnEndpointIsHttpsAndPublic) {
    auto& desk = Desk::shared();
    auto const shop = a_shop(desk);
    for (auto const* const url : {"http://shop.example.test/x", "https://127.0.0.1/x", "https://10.0.0.1/",
                                  "https://localhost/", "ftp://shop.example.test", "shop"}) {
        auto const body = json{{"settings", {{"endpoint_url", url}}}};
        auto const answer =
            desk.call(request("PATCH", "/api/v1/inboxes/" + shop.inbox, shop.admin, body.dump()));

        EXPECT_EQ(answer.status, 422) << url;
        EXPECT_EQ(json_of(answer).at("reason"), "forbidden_address") << url;
    }
}

}  // namespace
}  // namespace balie::test
