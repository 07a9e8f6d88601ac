// The spool on disk: what was synced is there after a crash, in its order; what was torn is nobody's.
#include "ingest/spool_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace balie::ingest::test {
namespace {

namespace fs = std::filesystem;

Webhook a_webhook(std::int64_t inbox, std::string body) {
    auto webhook = Webhook{AccountId{1}, InboxId{inbox}};
    webhook.method = "POST";
    webhook.url = "https://desk.example/webhooks/cm/" + std::to_string(inbox) + "?key=SENTINEL&a=1";
    webhook.headers = {{"Content-Type", "application/json"}, {"X-Signature", "SENTINEL"}};
    webhook.body = std::move(body);
    webhook.received_at = Time{std::chrono::microseconds{1'767'225'600'000'001}};
    return webhook;
}

std::string content(fs::path const& path) {
    auto text = std::ostringstream{};
    text << std::ifstream{path, std::ios::binary}.rdbuf();
    return text.str();
}

void write(fs::path const& path, std::string const& bytes) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
}

class SpoolFilesTest : public testing::Test {
protected:
    SpoolFilesTest() {
        auto name = (fs::temp_directory_path() / "balie-spool-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~SpoolFilesTest() override { fs::remove_all(folder_); }

    SpoolFiles opened(SpoolLimits limits = {}) const { return SpoolFiles::open(folder_, limits).value(); }

    static Result<void> append(SpoolFiles& files, std::vector<std::string> const& bodies) {
        auto records = std::vector<std::string>{};
        for (auto const& body : bodies) { records.push_back(to_record(a_webhook(7, body))); }
        return files.append(records);
    }

    // Reads and drops portion after portion until nothing waits.
    static std::string drained(SpoolFiles& files, std::size_t bytes_max = 1U << 20U) {
        auto all = std::string{};
        for (auto portion = files.read(bytes_max).value(); !portion.webhooks.empty();
             portion = files.read(bytes_max).value()) {
            for (auto const& webhook : portion.webhooks) { all += webhook.body; }
            files.drop(portion.segment, portion.end);
        }
        return all;
    }

    std::vector<fs::path> segments(std::string const& ending = ".spool") const {
        auto found = std::vector<fs::path>{};
        for (auto const& entry : fs::directory_iterator{folder_}) {
            if (entry.path().extension() == ending) { found.push_back(entry.path()); }
        }
        return found;
    }

    fs::path folder_;
};

TEST_F(SpoolFilesTest, AWebhookComesBackWithoutItsSecrets) {
    auto files = opened();
    auto const body = std::string{"{\"a\":\"\xFF\0\n\"}", 11};
    ASSERT_TRUE(append(files, {body}));

    auto const portion = files.read(1U << 20U).value();

    ASSERT_EQ(portion.webhooks.size(), 1U);
    auto const& webhook = portion.webhooks.front();
    EXPECT_EQ(webhook.account, AccountId{1});
    EXPECT_EQ(webhook.inbox, InboxId{7});
    EXPECT_EQ(webhook.method, "POST");
    EXPECT_EQ(webhook.url, "https://desk.example/webhooks/cm/7?a=1");
    EXPECT_EQ(webhook.headers, (Headers{{"Content-Type", "application/json"}}));
    EXPECT_EQ(webhook.body, body);
    EXPECT_EQ(webhook.received_at, a_webhook(7, "").received_at);
    EXPECT_EQ(content(segments().front()).find("SENTINEL"), std::string::npos);
    EXPECT_EQ(fs::status(segments().front()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SpoolFilesTest, WhatWasNotDroppedWaitsForTheNextLifeInItsOrder) {
    {
        auto files = opened();
        ASSERT_TRUE(append(files, {"1", "2"}));
        ASSERT_TRUE(append(files, {"3"}));
    }
    {
        auto files = opened();
        EXPECT_EQ(files.found().size(), 3U);
        ASSERT_TRUE(append(files, {"4"}));
    }
    auto files = opened();
    ASSERT_EQ(files.found().size(), 4U);
    EXPECT_EQ(files.found().front().inbox, InboxId{7});

    EXPECT_EQ(drained(files, 1), "1234");
    EXPECT_TRUE(segments().empty());
    EXPECT_EQ(files.bytes(), 0U);
}

TEST_F(SpoolFilesTest, ANewSegmentBeginsWhenOneIsFullAndGoesWhenItIsUsedUp) {
    auto files = opened({1U << 20U, 300});
    for (auto const* const body : {"1", "2", "3", "4", "5"}) { ASSERT_TRUE(append(files, {body})); }
    auto const before = segments().size();

    auto const first = files.read(1U << 20U).value();
    files.drop(first.segment, first.end);

    EXPECT_GT(before, 1U);
    EXPECT_EQ(segments().size(), before - 1);
    EXPECT_EQ(first.webhooks.front().body, "1");
    ASSERT_TRUE(append(files, {"6"}));
    EXPECT_TRUE(drained(files).ends_with("56"));
}

TEST_F(SpoolFilesTest, ATornEndIsPassedOverAndWhatStandsBeforeItIsKept) {
    {
        auto files = opened();
        ASSERT_TRUE(append(files, {"whole", "torn"}));
    }
    auto const path = segments().front();
    auto const bytes = content(path);

    for (auto cut = bytes.size() - 1; cut > bytes.size() / 2; --cut) {
        write(path, bytes.substr(0, cut));
        auto const files = opened();
        ASSERT_EQ(files.found().size(), 1U) << cut;
        EXPECT_TRUE(segments(".damaged").empty());
    }
    auto files = opened();
    EXPECT_EQ(drained(files), "whole");
}

TEST_F(SpoolFilesTest, DamageCostsOneRecordAndIsKeptAside) {
    {
        auto files = opened();
        ASSERT_TRUE(append(files, {"first", "second", "third"}));
    }
    auto const path = segments().front();
    auto bytes = content(path);
    bytes[bytes.find("second")] = 'S';
    write(path, bytes);

    auto files = opened();

    EXPECT_EQ(files.found().size(), 2U);
    EXPECT_EQ(drained(files), "firstthird");
    ASSERT_EQ(segments(".damaged").size(), 1U);
    EXPECT_EQ(content(segments(".damaged").front()), bytes);
}

TEST_F(SpoolFilesTest, IsFullAtItsLimitAndTakesAgainWhenThereIsRoom) {
    auto files = opened({1'000, 400});
    auto taken = std::size_t{0};
    while (append(files, {std::string(100, 'x')})) { ++taken; }

    EXPECT_GT(taken, 1U);
    EXPECT_EQ(append(files, {std::string(500, 'x')}).error().reason, "spool_full");
    EXPECT_EQ(drained(files).size(), taken * 100);
    EXPECT_TRUE(append(files, {std::string(500, 'x')}));
}

TEST_F(SpoolFilesTest, ADiskThatFailsIsToldAndLosesNothing) {
    auto files = opened({1U << 20U, 1});
    ASSERT_TRUE(append(files, {"kept"}));
    auto const away = folder_.string() + "-away";
    fs::rename(folder_, away);

    auto const failed = append(files, {"refused"});

    fs::rename(away, folder_);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
    EXPECT_EQ(failed.error().reason, "spool_broken");
    ASSERT_TRUE(append(files, {"later"}));
    EXPECT_EQ(drained(files), "keptlater");
}

}  // namespace
}  // namespace balie::ingest::test
