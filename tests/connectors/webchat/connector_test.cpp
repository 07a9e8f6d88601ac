// Website chat has no platform: no webhook is ever true, and nothing that is sent can fail.
#include <connectors/webchat/connector.hpp>

#include "support/run.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace balie::test {
namespace {

using connectors::webchat::WebChat;

auto const no_fields = Fields{};
auto const no_headers = Headers{};

class WebChatTest : public testing::Test {
protected:
    WebChatTest() {
        std::filesystem::create_directories(folder_ / "ab");
        std::ofstream{folder_ / "ab" / "ab12"} << "12345";
    }
    ~WebChatTest() override { std::filesystem::remove_all(folder_); }

    Result<FetchedMedia> fetch(std::string name, std::size_t bytes_max = 100) {
        auto attachment = InboundAttachment{};
        attachment.media_id = std::move(name);
        attachment.mime = "text/plain";
        return run(chat_.media_source()->fetch(attachment, {}, folder_ / "copy", bytes_max));
    }

    std::filesystem::path folder_ = std::filesystem::path{testing::TempDir()} / "webchat_files";
    WebChat chat_{folder_};
};

TEST_F(WebChatTest, BelievesNoWebhook) {
    auto const request =
        WebhookRequest{"POST", "https://desk.example/webhooks/webchat/1", no_fields, no_headers, "{}"};

    EXPECT_EQ(chat_.verify(request, Secrets{{{"identity_secret", "x"}}}).error().code,
              ErrorCode::unauthenticated);
    EXPECT_EQ(chat_.parse(request).error().code, ErrorCode::malformed);
    EXPECT_FALSE(chat_.challenge(request, {}));
}

TEST_F(WebChatTest, IsCalledByItsKey) {
    EXPECT_EQ(chat_.address(Secrets{{{"widget_key", "100001-abc"}}}), "100001-abc");
    EXPECT_EQ(chat_.address(Secrets{{{"allowed_origins", "https://a.example"}}}), "");
}

TEST_F(WebChatTest, TakesWhatIsSentUnderOurOwnWord) {
    auto message = OutboundMessage{"42.1", {}};

    auto const outcome = run(chat_.send(message, {}));

    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_EQ(outcome.external_id, "42.1");
}

TEST_F(WebChatTest, FindsAVisitorsUpload) {
    auto const fetched = fetch("ab12");

    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->bytes, 5U);
    EXPECT_EQ(std::filesystem::file_size(folder_ / "copy"), 5U);
}

TEST_F(WebChatTest, FetchesNothingElse) {
    for (auto const* const name : {"", "ab", "../../etc/passwd", "ab/../ab12", "ff00", "AB12"}) {
        EXPECT_EQ(fetch(name).error().code, ErrorCode::not_found) << name;
    }
    EXPECT_EQ(fetch("ab12", 4).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace balie::test
