// Who may come in, from which page, and under whose name.
#include "integration/client/chat.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace balie::test {
namespace {

http::Response open(Desk& desk, nlohmann::json const& body, std::string const& origin = site_origin) {
    return desk.call(from_site("POST", "/client/v1/sessions", {}, body, origin));
}

TEST(ClientSession, OpensForAPageOfTheInbox) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);

    auto const response = open(desk, {{"widget_key", chat.key}});

    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(header(response.headers, "Access-Control-Allow-Origin"), site_origin);
    auto const opened = json_of(response);
    EXPECT_EQ(opened.at("visitor_token").get<std::string>().size(), 43U);
    EXPECT_EQ(opened.at("inbox").at("greeting"), "Waarmee helpen we u?");
    EXPECT_EQ(opened.at("contact").at("verified"), false);
    EXPECT_FALSE(opened.contains("conversation"));
    EXPECT_EQ(response.body.find(identity_secret), std::string::npos);
}

TEST(ClientSession, IsRefusedToEveryOtherPage) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);

    for (auto const* const origin :
         {"https://evil.example", "http://www.winkel.example", "https://www.winkel.example:8443",
          "https://winkel.example", "null", ""}) {
        auto const response = open(desk, {{"widget_key", chat.key}}, origin);

        EXPECT_EQ(response.status, 403) << origin;
        EXPECT_EQ(header(response.headers, "Access-Control-Allow-Origin"), "") << origin;
    }
}

TEST(ClientSession, KnowsNoGuessedKey) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);

    for (auto const& key :
         {chat.inbox, chat.inbox + "-", chat.key + "x", std::string{"999999-abc"}, std::string{"x"}}) {
        EXPECT_EQ(open(desk, {{"widget_key", key}}).status, 404) << key;
    }
}

TEST(ClientSession, AnswersAPreflightForItsOwnPagesOnly) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const target = "/client/v1/messages?key=" + chat.key;

    auto const own = desk.call(from_site("OPTIONS", target));
    auto const foreign = desk.call(from_site("OPTIONS", target, {}, nullptr, "https://evil.example"));

    EXPECT_EQ(own.status, 204);
    EXPECT_EQ(header(own.headers, "Access-Control-Allow-Origin"), site_origin);
    EXPECT_EQ(header(own.headers, "Access-Control-Allow-Headers"), "Authorization, Content-Type");
    EXPECT_EQ(foreign.status, 403);
    EXPECT_EQ(header(foreign.headers, "Access-Control-Allow-Origin"), "");
}

TEST(ClientSession, TakesANameThatTheSiteProves) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto identity = proof_of("klant-7");
    identity["name"] = "Mevrouw Bewezen";

    auto const opened = json_of(open(desk, {{"widget_key", chat.key}, {"identity", identity}}));

    EXPECT_EQ(opened.at("contact").at("verified"), true);
    EXPECT_EQ(opened.at("contact").at("external_id"), "klant-7");
    EXPECT_EQ(opened.at("contact").at("name"), "Mevrouw Bewezen");
}

TEST(ClientSession, OfAProvedPersonTakesNoNameWithoutANewProof) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto identity = proof_of("klant-9");
    identity["name"] = "Mevrouw Bewezen";
    auto const token = visitor(desk, chat, {{"identity", identity}});
    auto typed = nlohmann::json{{"widget_key", chat.key}, {"visitor_token", token}};

    typed.update({{"name", "De Koning"}, {"phone", "0612345678"}, {"email", "k@paleis.example"}});
    auto const unproved = json_of(open(desk, typed)).at("contact");
    identity["name"] = "Mevrouw Nieuwenaam";
    typed["identity"] = identity;
    auto const proved = json_of(open(desk, typed)).at("contact");

    EXPECT_EQ(unproved.at("name"), "Mevrouw Bewezen");
    EXPECT_FALSE(unproved.contains("phone"));
    EXPECT_FALSE(unproved.contains("email"));
    EXPECT_EQ(proved.at("name"), "Mevrouw Nieuwenaam");
}

TEST(ClientSession, RefusesANameThatNothingProves) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const others_hash = proof_of("klant-8").at("hash").get<std::string>();

    for (auto const& hash : {others_hash, std::string(64, '0'), std::string{"x"}}) {
        auto const identity = nlohmann::json{{"external_id", "klant-7"}, {"hash", hash}};
        EXPECT_EQ(open(desk, {{"widget_key", chat.key}, {"identity", identity}}).status, 401) << hash;
    }
}

TEST(ClientSession, OfOnePersonNeverBecomesAnothers) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const first = visitor(desk, chat, {{"identity", proof_of("anna")}});
    says(desk, first, "one", "Dit is van Anna");

    auto const next = visitor(desk, chat, {{"identity", proof_of("bram")}, {"visitor_token", first}});

    EXPECT_NE(next, first);
    EXPECT_TRUE(messages_of(desk, next).empty());
    EXPECT_EQ(messages_of(desk, first).size(), 1U);
}

TEST(ClientSession, OfOnePersonShowsTheSameOnEveryDevice) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const phone = visitor(desk, chat, {{"identity", proof_of("carla")}});
    says(desk, phone, "one", "Van de telefoon");

    auto const laptop = visitor(desk, chat, {{"identity", proof_of("carla")}});

    EXPECT_NE(laptop, phone);
    ASSERT_EQ(messages_of(desk, laptop).size(), 1U);
    EXPECT_EQ(messages_of(desk, laptop)[0].at("text"), "Van de telefoon");
}

TEST(ClientSession, NeedsItsTokenAndItsPageForEverything) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);

    for (auto const* const path : {"messages", "read", "typing", "page", "attachments"}) {
        auto const target = std::string{"/client/v1/"} + path;
        EXPECT_EQ(desk.call(from_site("POST", target, std::string(43, 'x'), {{"a", 1}})).status, 401) << path;
        EXPECT_EQ(desk.call(from_site("POST", target, {}, {{"a", 1}})).status, 401) << path;
        EXPECT_EQ(desk.call(from_site("POST", target, token, {{"a", 1}}, "https://evil.example")).status, 403)
            << path;
    }
    auto const agent = chat.staff.tokens.at(Role::admin);
    EXPECT_EQ(desk.call(from_site("GET", "/client/v1/messages", agent)).status, 401);
    EXPECT_EQ(desk.call(request("GET", "/api/v1/conversations", token)).status, 401);
}

// The room's routes, a second time by hand: whoever adds one says here whether it needs a token.
TEST(ClientSession, HasTheseRoutesAndNoOther) {
    auto& desk = Desk::shared();
    auto found = std::set<std::string>{};
    for (auto const& route : desk.routes().all()) {
        if (route.policy.surface() != api::Surface::client) { continue; }
        found.insert(route.method + ' ' + route.pattern);
    }
    auto const open =
        std::set<std::string>{"POST /client/v1/sessions", "OPTIONS /client/v1/{path*}", "GET /widget.js",
                              "GET /client/v1/stream", "GET /client/v1/openapi.json"};
    auto const with_token = std::set<std::string>{"GET /client/v1/messages",
                                                  "POST /client/v1/messages",
                                                  "POST /client/v1/read",
                                                  "POST /client/v1/typing",
                                                  "POST /client/v1/page",
                                                  "POST /client/v1/attachments",
                                                  "GET /client/v1/attachments/{id}/content"};
    auto all = open;
    all.insert(with_token.begin(), with_token.end());

    EXPECT_EQ(found, all);
    for (auto const& name : with_token) {
        auto const space = name.find(' ');
        auto target = name.substr(space + 1);
        if (auto const gap = target.find("{id}"); gap != std::string::npos) { target.replace(gap, 4, "1"); }
        EXPECT_EQ(desk.call(from_site(name.substr(0, space), target)).status, 401) << name;
    }
}

TEST(ClientSession, ThatIsRefusedTellsItsPageWhy) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const refused = [&](nlohmann::json const& body, std::string const& origin = site_origin) {
        auto const answer = desk.call(from_site("POST", "/client/v1/sessions", {}, body, origin));
        return std::to_string(answer.status) + ' ' +
               std::string{header(answer.headers, "Access-Control-Allow-Origin")};
    };

    EXPECT_EQ(refused({{"widget_key", chat.key}, {"email", "x"}}), "422 " + std::string{site_origin});
    EXPECT_EQ(refused({{"widget_key", "1-none"}}), "404 " + std::string{site_origin});
    EXPECT_EQ(refused({{"widget_key", chat.key}}, "https://evil.example"), "403 ");

    auto request = from_site("POST", "/client/v1/sessions", {}, {{"widget_key", "1-none"}});
    request.peer = "192.0.2.77";
    auto answer = desk.call(request);
    for (auto count = 0; count < 200 && answer.status != 429; ++count) { answer = desk.call(request); }
    EXPECT_EQ(answer.status, 429);
    EXPECT_FALSE(header(answer.headers, "Retry-After").empty());
    EXPECT_EQ(header(answer.headers, "Access-Control-Allow-Origin"), site_origin);
    EXPECT_EQ(header(answer.headers, "Access-Control-Expose-Headers"), "Retry-After");
}

TEST(ClientSession, IsNotAtAnAddressThatNobodyKnows) {
    auto& desk = Desk::shared();

    EXPECT_EQ(desk.call(from_site("GET", "/client/v1/nope")).status, 404);
    EXPECT_EQ(desk.call(from_site("POST", "/client/v1/messages/1")).status, 404);
    EXPECT_EQ(desk.call(from_site("DELETE", "/client/v1/messages")).status, 405);
}

TEST(ClientSession, EndsWithItsInbox) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    ASSERT_EQ(desk.call(from_site("GET", "/client/v1/messages", token)).status, 200);

    desk.call(request("DELETE", "/api/v1/inboxes/" + chat.inbox, chat.staff.tokens.at(Role::admin)));

    EXPECT_EQ(desk.call(from_site("GET", "/client/v1/messages", token)).status, 401);
}

TEST(ClientSession, AnUploadIsJudgedBeforeItsBodyIsRead) {
    auto& desk = Desk::shared();
    auto const chat = a_chat(desk);
    auto const token = visitor(desk, chat);
    auto const upload = [](std::string const& by, std::string const& origin) {
        return from_site("POST", "/client/v1/attachments", by, nullptr, origin);
    };

    EXPECT_TRUE(desk.takes_upload(upload(token, site_origin)));
    EXPECT_FALSE(desk.takes_upload(upload(token, "https://elders.example")));
    EXPECT_FALSE(desk.takes_upload(upload(std::string(43, 'x'), site_origin)));
    EXPECT_FALSE(desk.takes_upload(upload({}, site_origin)));
    EXPECT_EQ(desk.call(upload({}, site_origin)).status, 401);
    EXPECT_EQ(desk.call(upload(token, "https://elders.example")).status, 403);
}

}  // namespace
}  // namespace balie::test
