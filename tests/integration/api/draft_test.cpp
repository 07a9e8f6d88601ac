// Drafts through their routes: which files they may name, and what a second window hears.
#include "api/draft_routes.hpp"

#include "integration/api/desk.hpp"
#include "integration/desk/office.hpp"
#include "integration/support/coroutines.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class Drafts : public testing::Test {
protected:
    Drafts() : handlers(database()) { handlers.add_to(routes); }

    Result<http::Response> call(std::string const& method, std::string const& what, std::string body = {}) {
        auto const path = "/api/v1/conversations/" + to_string(conversation) + "/" + what;
        auto const found = routes.find(method, path);
        auto made = api::Call{request(method, path, "", std::move(body)), found->path, office.as_anna(), ""};
        return wait_for(found->route->handler(std::move(made)));
    }
    Result<http::Response> save(std::string const& text, std::vector<AttachmentId> const& files,
                                std::int64_t version) {
        auto ids = json::array();
        for (auto const file : files) { ids.push_back(to_string(file)); }
        return call(
            "PUT", "draft",
            json{{"mode", "reply"}, {"text", text}, {"attachment_ids", ids}, {"version", version}}.dump());
    }

    Office office;
    api::Routes routes;
    api::DraftRoutes handlers;
    ConversationId conversation = office.conversation();
};

TEST_F(Drafts, NameOnlyUploadsThatTheirWriterCouldSend) {
    auto other = Office{};
    auto const ours = office.upload(office.anna, "image/png", 10);
    auto const colleagues = office.upload(office.bert, "image/png", 10);
    auto const foreign = other.upload(other.anna, "image/png", 10);

    for (auto const id : {colleagues, foreign, AttachmentId{999'999'999}}) {
        auto const refused = save("Zie de foto", {ours, id}, 0);

        ASSERT_FALSE(refused) << to_string(id);
        EXPECT_EQ(refused.error().reason, "no_such_attachment");
        EXPECT_EQ(refused.error().field, "attachment_ids");
    }
    EXPECT_EQ(save("Zie de foto", {ours, ours}, 0).error().reason, "repeated");
    EXPECT_EQ(json_of(save("Zie de foto", {ours}, 0).value()).at("version"), 1);
}

TEST_F(Drafts, KeepWhatTheyHeldWhenItWasSentFromAnotherWindow) {
    auto const file = office.upload(office.anna, "image/png", 10);
    ASSERT_TRUE(save("Zie de foto", {file}, 0));
    as_superuser_in_balie("UPDATE attachments SET state = 'failed' WHERE account_id = " +
                          to_string(office.account) + " AND id = " + to_string(file));

    EXPECT_TRUE(save("Zie de foto hieronder", {file}, 1));
}

TEST_F(Drafts, ThatAreEmptyStayWithTheirVersionSoThatAnotherWindowHearsOfIt) {
    ASSERT_TRUE(save("Beste", {}, 0));
    ASSERT_TRUE(save("", {}, 1));

    auto const listed = json_of(call("GET", "drafts").value()).at("items");
    auto const late = save("Beste Eva", {}, 1);

    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed.at(0).at("text"), "");
    EXPECT_EQ(listed.at(0).at("version"), 2);
    ASSERT_TRUE(late);
    EXPECT_EQ(late->status, 409);
    EXPECT_EQ(json_of(*late).at("current").at("version"), 2);
}

}  // namespace
}  // namespace balie::test
