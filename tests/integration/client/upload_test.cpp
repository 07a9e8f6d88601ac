// Files of visitors: each goes with one message, and only so many wait.
#include "integration/client/chat.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace balie::test {
namespace {

constexpr auto of_session_max = std::int64_t{100} << 20U;
constexpr auto of_inbox_max = std::int64_t{5} << 30U;
constexpr auto counted_min = std::int64_t{64} << 10U;

// As though the file were as large as this.
struct SetBytes {
    AccountId account;
    std::string attachment;
    std::int64_t bytes;
    Result<void> operator()(db::Transaction& transaction) const {
        static constexpr auto set = db::Statement{"test.set_bytes", R"sql(
            UPDATE attachments SET bytes = $3 WHERE account_id = $1 AND id = $2)sql"};
        transaction.run(set, {account, attachment, bytes});
        return {};
    }
};

class ClientUpload : public testing::Test {
protected:
    ~ClientUpload() override {
        for (auto const& body : bodies_) { std::filesystem::remove(body); }
    }

    http::Request upload(std::string const& token, std::string const& file = "Geachte heer, mevrouw") {
        auto body = desk_.house().folder.temporary();
        std::ofstream{body, std::ios::binary}
            << "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"brief.txt\"\r\n"
            << "Content-Type: text/plain\r\n\r\n"
            << file << "\r\n--b--\r\n";
        auto made = from_site("POST", "/client/v1/attachments", token);
        made.headers.emplace_back("Content-Type", "multipart/form-data; boundary=b");
        made.body_file = body;
        bodies_.push_back(std::move(body));
        return made;
    }
    std::string uploaded(std::string const& token, std::int64_t bytes = 0) {
        auto const answer = desk_.call(upload(token));
        EXPECT_EQ(answer.status, 201) << answer.body;
        auto id = json_of(answer).value("id", "");
        if (bytes != 0) {
            auto set = SetBytes{chat_.staff.account, id, bytes};
            EXPECT_TRUE(desk_.house().databases.desk.run_here(chat_.staff.account.value, set));
        }
        return id;
    }
    static http::Request message(std::string const& token, std::string const& client_id,
                                 std::string const& attachment) {
        return from_site("POST", "/client/v1/messages", token,
                         {{"client_id", client_id}, {"attachment_ids", {attachment}}});
    }

    Desk& desk_ = Desk::shared();
    Chat chat_ = a_chat(desk_);
    std::string token_ = visitor(desk_, chat_);
    std::vector<std::filesystem::path> bodies_;
};

TEST_F(ClientUpload, ThatWasSentIsTheMessagesAndWaitsNoLonger) {
    auto const id = uploaded(token_, of_session_max);
    EXPECT_EQ(desk_.call(upload(token_)).status, 422);

    auto const sent = desk_.call(message(token_, "1", id));
    auto const again = desk_.call(message(token_, "1", id));

    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(again.status, 200);
    auto const files = json_of(sent).at("attachments");
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].at("id"), id);
    EXPECT_EQ(files[0].at("state"), "ready");
    EXPECT_EQ(files[0].at("name"), "brief.txt");
    auto const content = "/client/v1/attachments/" + id + "/content";
    EXPECT_EQ(desk_.call(from_site("GET", content, token_)).status, 200);
    EXPECT_EQ(desk_.call(from_site("GET", content, visitor(desk_, chat_))).status, 404);
    EXPECT_EQ(desk_.call(upload(token_)).status, 201);
}

TEST_F(ClientUpload, GoesWithOneMessageOnly) {
    auto const id = uploaded(token_);
    auto requests = std::vector<http::Request>{};
    for (auto const* const client_id : {"1", "2", "3", "4"}) {
        requests.push_back(message(token_, client_id, id));
    }

    auto statuses = std::map<int, int>{};
    for (auto const& answer : desk_.call_at_once(std::move(requests))) { ++statuses[answer.status]; }

    EXPECT_EQ(statuses, (std::map<int, int>{{201, 1}, {422, 3}}));
    EXPECT_EQ(messages_of(desk_, token_).size(), 1U);
}

TEST_F(ClientUpload, CountsWithThoseThatComeAtTheSameMoment) {
    uploaded(token_, of_session_max - 2 * counted_min);
    auto requests = std::vector<http::Request>{};
    for (auto count = 0; count < 6; ++count) { requests.push_back(upload(token_)); }

    auto statuses = std::map<int, int>{};
    for (auto const& answer : desk_.call_at_once(std::move(requests))) { ++statuses[answer.status]; }

    EXPECT_EQ(statuses, (std::map<int, int>{{201, 2}, {422, 4}}));
}

TEST_F(ClientUpload, OfAPictureThatIsAbsurdlyLargeIsADocumentToBeDownloaded) {
    auto const picture = [](std::string const& sides) {
        return std::string{"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16} + sides +
               std::string{"\x08\6\0\0\0\0\0\0\0", 9};
    };
    auto const taken = [&](std::string const& sides) {
        return json_of(desk_.call(upload(token_, picture(sides))));
    };
    auto const disposition = [&](nlohmann::json const& kept) {
        auto const target = "/client/v1/attachments/" + kept.at("id").get<std::string>() + "/content";
        auto const served = desk_.call(from_site("GET", target, token_));
        return std::string{header(served.headers, "Content-Disposition")};
    };

    auto const small = taken({"\0\0\2\x80\0\0\1\xe0", 8});
    auto const huge = taken({"\0\0\xff\xff\0\0\xff\xff", 8});

    EXPECT_EQ(small.at("kind"), "image");
    EXPECT_TRUE(disposition(small).starts_with("inline"));
    EXPECT_EQ(huge.at("kind"), "document");
    EXPECT_TRUE(disposition(huge).starts_with("attachment"));
}

TEST_F(ClientUpload, IsRefusedWhileTheInboxIsFull) {
    uploaded(visitor(desk_, chat_), of_inbox_max);

    auto const refused = desk_.call(upload(token_));

    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header(refused.headers, "Retry-After"), "600");
    EXPECT_EQ(header(refused.headers, "Access-Control-Allow-Origin"), site_origin);
}

}  // namespace
}  // namespace balie::test
