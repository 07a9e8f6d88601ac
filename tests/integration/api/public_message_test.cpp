// The platform first, then our rows: hiding, removing and answering in private, through their routes.
#include "api/public_message_routes.hpp"

#include "integration/api/desk.hpp"
#include "integration/desk/office.hpp"
#include "integration/support/coroutines.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace balie::test {
namespace {

// Does as it is told, or answers with an error.
class Moderator final : public Moderation {
public:
    std::vector<std::pair<std::string, bool>> hidden;
    std::vector<std::string> removed;
    std::optional<Error> refusal;

    Task<Result<void>> hide(std::string external_id, bool is_hidden, Secrets) override {
        hidden.emplace_back(std::move(external_id), is_hidden);
        co_return answer();
    }
    Task<Result<void>> remove(std::string external_id, Secrets) override {
        removed.push_back(std::move(external_id));
        co_return answer();
    }

private:
    Result<void> answer() const { return refusal ? Result<void>{*refusal} : Result<void>{}; }
};

class PageConnector final : public Connector {
public:
    Moderator moderator;
    Capabilities abilities;

    Channel channel() const noexcept override { return Channel::whatsapp; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    Moderation* moderation() noexcept override { return &moderator; }
};

class PublicMessages : public testing::Test {
protected:
    PublicMessages()
        : box(store::SecretBox::open_key_file(files.path() / "key").value()),
          journal(database(), [](AccountId, std::int64_t) {}),
          handlers(database(), journal, box, connectors, office.context, office.clock,
                   [this](AccountId) { ++woken; }) {
        handlers.add_to(routes);
        office.whatsapp.public_ = office.whatsapp.private_replies = true;
        office.whatsapp.hides_public = office.whatsapp.deletes_public = true;
        auto seed = ConversationSeed{};
        seed.public_ = true;
        auto const thread = office.conversation(seed);
        as_superuser_in_balie("UPDATE conversations SET thread_key = 'post-1' WHERE account_id = " +
                              to_string(office.account) + " AND id = " + to_string(thread));
        comment = office.inbound(thread, "c1", "Waar blijft het?");
        as_superuser_in_balie(
            "UPDATE messages m SET identity_id = c.identity_id FROM conversations c "
            "WHERE c.id = m.conversation_id AND m.account_id = c.account_id AND m.id = " +
            to_string(comment) + " AND m.account_id = " + to_string(office.account));
    }

    Result<http::Response> call(std::string const& method, std::string const& what, std::string body) {
        auto const path = "/api/v1/messages/" + to_string(comment) + "/" + what;
        auto const found = routes.find(method, path);
        auto made = api::Call{request(method, path, "", std::move(body)), found->path, office.as_anna(), ""};
        return wait_for(found->route->handler(std::move(made)));
    }
    std::string shown() const {
        return office.value(
            "SELECT concat_ws(',', content ->> 'hidden', text, deleted_at IS NOT NULL) AS value "
            "FROM messages WHERE account_id = $account AND direction = 'in'");
    }

    Office office;
    TemporaryFolder files;
    store::SecretBox box;
    journal::Journal journal;
    PageConnector page;
    api::Connectors connectors{{Channel::whatsapp, &page}};
    api::Routes routes;
    api::PublicMessageRoutes handlers;
    MessageId comment;
    int woken = 0;
};

TEST_F(PublicMessages, AreHiddenOnThePlatformAndThenHere) {
    auto const answer = call("PUT", "hidden", R"({"hidden": true})");

    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(json_of(*answer).value("hidden", false), true);
    EXPECT_EQ(page.moderator.hidden, (std::vector<std::pair<std::string, bool>>{{"c1", true}}));
    EXPECT_EQ(shown(), "true,Waar blijft het?,f");
}

TEST_F(PublicMessages, StayAsTheyAreWhenThePlatformRefuses) {
    for (auto const code : {ErrorCode::unavailable, ErrorCode::forbidden}) {
        page.moderator.refusal = Error{code, "no"};

        auto const hidden = call("PUT", "hidden", R"({"hidden": true})");
        auto const removed = call("POST", "remove", "{}");

        EXPECT_EQ(hidden.error().code, code);
        EXPECT_EQ(removed.error().code, code);
        EXPECT_EQ(shown(), "Waar blijft het?,f");
    }
}

TEST_F(PublicMessages, ThatThePlatformHasNoLongerAreRemovedButCannotBeHidden) {
    page.moderator.refusal = Error{ErrorCode::not_found, "gone"};

    auto const hidden = call("PUT", "hidden", R"({"hidden": true})");
    auto const removed = call("POST", "remove", "{}");

    EXPECT_EQ(hidden.error().reason, "not_there");
    EXPECT_TRUE(removed) << removed.error().detail;
    EXPECT_EQ(shown(), ",t");
}

TEST_F(PublicMessages, AreNotAskedForWhereTheChannelCannot) {
    office.whatsapp.hides_public = office.whatsapp.deletes_public = false;

    auto const hidden = call("PUT", "hidden", R"({"hidden": true})");
    auto const removed = call("POST", "remove", "{}");

    EXPECT_EQ(hidden.error().code, ErrorCode::unprocessable);
    EXPECT_EQ(removed.error().code, ErrorCode::unprocessable);
    EXPECT_TRUE(page.moderator.hidden.empty());
    EXPECT_TRUE(page.moderator.removed.empty());
}

TEST_F(PublicMessages, AreAnsweredInPrivateOnce) {
    auto const body = std::string{R"({"client_id": "p1", "text": "Zullen we bellen?"})"};

    auto const first = call("POST", "private-reply", body);
    auto const again = call("POST", "private-reply", body);

    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->status, 201);
    EXPECT_EQ(again->status, 200);
    EXPECT_EQ(json_of(*first).at("id"), json_of(*again).at("id"));
    EXPECT_EQ(json_of(*first).at("private_reply_to").at("message_id"), to_string(comment));
    EXPECT_EQ(woken, 1);
}

}  // namespace
}  // namespace balie::test
