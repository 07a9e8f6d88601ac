// Letters between nodes come out as they went in, however many it takes.
#include "bus/letter.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace balie::bus {
namespace {

constexpr auto room = std::size_t{7'900};

Letter whole() {
    auto letter = Letter{};
    letter.committed = {{AccountId{1}, 41}, {AccountId{2}, 7}};
    letter.rights = {{AccountId{1}, UserId{5}}, {AccountId{2}, UserId{}}};
    letter.inboxes = {{AccountId{1}, InboxId{9}}};
    letter.whispers = {
        Whisper{AccountId{1}, access::Hearers{access::Place{InboxId{9}, TeamId{}, UserId{5}}, UserId{5}},
                R"({"a":"ö"})"},
        Whisper{AccountId{2}, {}, "{}"}};
    return letter;
}

TEST(Letter, ComesOutAsItWentIn) {
    auto const written = write("me", whole(), room);
    ASSERT_EQ(written.size(), 1U);
    auto const received = read(written.front());
    ASSERT_TRUE(received);
    EXPECT_EQ(received->from, "me");
    auto const& letter = received->letter;
    EXPECT_EQ(letter.committed, whole().committed);
    EXPECT_EQ(letter.rights, whole().rights);
    EXPECT_EQ(letter.inboxes, whole().inboxes);
    ASSERT_EQ(letter.whispers.size(), 2U);
    auto const& [account, hearers, item] = letter.whispers.front();
    EXPECT_EQ(account, AccountId{1});
    EXPECT_EQ(item, R"({"a":"ö"})");
    EXPECT_EQ(hearers.but, UserId{5});
    ASSERT_TRUE(hearers.place);
    EXPECT_EQ(hearers.place->inbox, InboxId{9});
    EXPECT_FALSE(hearers.place->team);
    EXPECT_EQ(hearers.place->assignee, UserId{5});
    EXPECT_FALSE(letter.whispers.back().hearers.place);
}

TEST(Letter, AnEmptyOneSaysThatItsWriterLives) {
    auto const written = write("me", {}, room);
    ASSERT_EQ(written.size(), 1U);
    auto const received = read(written.front());
    ASSERT_TRUE(received);
    EXPECT_EQ(received->from, "me");
    EXPECT_TRUE(received->letter.is_empty());
}

TEST(Letter, ManyEntriesTakeSeveralAndNoneIsLost) {
    auto letter = Letter{};
    for (auto account = std::int64_t{1}; account <= 2'000; ++account) {
        letter.committed[AccountId{account}] = 9'000'000'000'000'000'000 + account;
    }
    for (auto count = 0; count < 100; ++count) {
        letter.whispers.push_back(Whisper{AccountId{1}, {}, std::string(500, '"')});
    }
    auto const written = write("me", letter, room);
    auto committed = std::map<AccountId, std::int64_t>{};
    auto whispers = std::size_t{0};
    for (auto const& text : written) {
        EXPECT_LE(text.size(), room);
        auto const received = read(text);
        ASSERT_TRUE(received);
        committed.insert(received->letter.committed.begin(), received->letter.committed.end());
        whispers += received->letter.whispers.size();
    }
    EXPECT_EQ(committed, letter.committed);
    EXPECT_EQ(whispers, 100U);
    EXPECT_GT(written.size(), 5U);
}

TEST(Letter, AWhisperTooLongForAnyIsLeftOut) {
    auto letter = Letter{};
    letter.whispers.push_back(Whisper{AccountId{1}, {}, std::string(room, 'x')});
    letter.committed[AccountId{1}] = 3;
    auto const written = write("me", letter, room);
    ASSERT_EQ(written.size(), 1U);
    EXPECT_TRUE(read(written.front())->letter.whispers.empty());
    EXPECT_EQ(read(written.front())->letter.committed.at(AccountId{1}), 3);
}

TEST(Letter, WhatIsNoneIsRefused) {
    for (auto const* text :
         {"", "{", "[]", "1", R"({"from":7})", R"({"committed":[]})", R"({"from":"a","committed":[[1]]})",
          R"({"from":"a","whispers":[{"account":1}]})", R"({"from":"a","rights":7})"}) {
        EXPECT_FALSE(read(text)) << text;
    }
}

TEST(Letter, ANewerNodeMaySayMore) {
    auto const received = read(R"({"from":"a","weather":"rain","committed":[[1,2]]})");
    ASSERT_TRUE(received);
    EXPECT_EQ(received->letter.committed.at(AccountId{1}), 2);
}

}  // namespace
}  // namespace balie::bus
