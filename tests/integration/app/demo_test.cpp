// The demo starts again whatever was done at its desk.
#include "app/demo.hpp"

#include "http/client.hpp"
#include "integration/support/cluster.hpp"

#include <connectors/all.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::app {
namespace {

class DemoTest : public testing::Test {
protected:
    DemoTest() {
        config.data_dir = folder.path();
        config.public_url = "http://127.0.0.1:8080";
        for (auto const& connector : connectors) {
            by_channel.emplace(connector->channel(), connector.get());
        }
    }
    // Rounds of other tests walk over all inboxes.
    ~DemoTest() override {
        test::as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                                    to_string(account));
    }

    Result<Demo> start() {
        auto demo =
            open_demo(config, test::database(), api::InboxSetup{by_channel, box, {demo_origin(config)}});
        if (demo) { account = demo->account; }
        return demo;
    }

    Config config;
    test::TemporaryFolder folder;
    store::SecretBox box = store::SecretBox::open_key_file(folder.path() / "key").value();
    std::unique_ptr<HttpClient> client = http::make_client({});
    std::vector<std::unique_ptr<Connector>> connectors = connectors::all(*client);
    api::Connectors by_channel;
    AccountId account;
};

TEST_F(DemoTest, StartsAgainWithoutAnInboxThatWasRemoved) {
    auto const first = start();
    ASSERT_TRUE(first) << first.error().detail;
    auto const gone = first->inboxes.front();
    test::as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE id = " + to_string(gone.id));
    config.listen = "127.0.0.1:18080";  // each inbox is looked at anew

    auto const second = start();

    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(second->account, first->account);
    EXPECT_EQ(second->inboxes.size(), first->inboxes.size()) << "it is not made anew";
    EXPECT_EQ(second->sandbox.lines.size(), first->sandbox.lines.size() - 1);
    EXPECT_TRUE(start()) << "nor at the next start";
}

}  // namespace
}  // namespace balie::app
