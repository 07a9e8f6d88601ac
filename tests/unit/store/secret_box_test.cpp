#include "store/secret_box.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace balie::store {
namespace {

class SecretBoxTest : public testing::Test {
protected:
    SecretBoxTest() { std::filesystem::create_directory(folder); }
    ~SecretBoxTest() override { std::filesystem::remove_all(folder); }

    SecretBox box() const { return SecretBox::open_key_file(folder / "master.key").value(); }
    void write_key_file(std::string const& text, mode_t mode = 0400) const {
        auto const path = folder / "master.key";
        std::filesystem::remove(path);
        std::ofstream{path} << text;
        ::chmod(path.c_str(), mode);
    }

    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("balie-box-" + random_uuid());
    SecretPlace place{AccountId{1}, InboxId{7}, "access_token"};
};

TEST_F(SecretBoxTest, OpensWhatItSealed) {
    auto const made = box();
    auto const sealed = made.seal(place, "EAAG-token");

    EXPECT_EQ(made.open(place, sealed).value(), "EAAG-token");
    EXPECT_EQ(sealed.find("EAAG"), std::string::npos);
    EXPECT_NE(sealed, made.seal(place, "EAAG-token"));
    EXPECT_EQ(made.open(place, made.seal(place, "")).value(), "");
}

TEST_F(SecretBoxTest, ASecretCannotBeMovedToAnotherRow) {
    auto const made = box();
    auto const sealed = made.seal(place, "EAAG-token");

    EXPECT_FALSE(made.open(SecretPlace{AccountId{2}, InboxId{7}, "access_token"}, sealed));
    EXPECT_FALSE(made.open(SecretPlace{AccountId{1}, InboxId{8}, "access_token"}, sealed));
    EXPECT_FALSE(made.open(SecretPlace{AccountId{1}, InboxId{7}, "app_secret"}, sealed));
    EXPECT_FALSE(made.open(SecretPlace{AccountId{17}, InboxId{}, "access_token"}, sealed));
}

TEST_F(SecretBoxTest, EveryChangedByteIsNoticed) {
    auto const made = box();
    auto const raw = from_base64(made.seal(place, "EAAG-token")).value();

    for (auto at = std::size_t{0}; at < raw.size(); ++at) {
        auto changed = raw;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(made.open(place, to_base64(changed))) << at;
    }
    for (auto const* const junk : {"", "AAAA", "no base64 at all"}) { EXPECT_FALSE(made.open(place, junk)); }
}

TEST_F(SecretBoxTest, TheKeyFileIsMadeOnceAndForItsOwnerAlone) {
    auto const sealed = box().seal(place, "EAAG-token");

    struct stat status {};
    ASSERT_EQ(::stat((folder / "master.key").c_str(), &status), 0);

    EXPECT_EQ(status.st_mode & 0777U, 0400U);
    EXPECT_EQ(box().open(place, sealed).value(), "EAAG-token");
}

TEST_F(SecretBoxTest, AKeyFileThatOthersCanReadIsRefused) {
    write_key_file("1 " + to_base64(random_bytes(32)) + '\n', 0440);
    EXPECT_FALSE(SecretBox::open_key_file(folder / "master.key"));
    write_key_file("1 " + to_base64(random_bytes(32)) + '\n', 0404);
    EXPECT_FALSE(SecretBox::open_key_file(folder / "master.key"));
}

TEST_F(SecretBoxTest, WhatIsNoKeyFileIsRefused) {
    for (auto const& text : {std::string{}, std::string{"1 short\n"}, std::string{"x AAAA\n"},
                             "1" + to_base64(random_bytes(32))}) {
        write_key_file(text);
        EXPECT_FALSE(SecretBox::open_key_file(folder / "master.key")) << text;
    }
}

TEST_F(SecretBoxTest, ANewKeySealsAndTheOldOneStillOpens) {
    auto const old_key = "1 " + to_base64(random_bytes(32)) + '\n';
    write_key_file(old_key);
    auto const sealed = box().seal(place, "EAAG-token");

    write_key_file(old_key + "2 " + to_base64(random_bytes(32)) + '\n');
    auto const rotated = box();

    EXPECT_EQ(rotated.open(place, sealed).value(), "EAAG-token");
    EXPECT_FALSE(rotated.is_sealed_with_current_key(sealed));
    EXPECT_TRUE(rotated.is_sealed_with_current_key(rotated.seal(place, "EAAG-token")));
}

TEST_F(SecretBoxTest, AProofOfAnOlderKeyStillCounts) {
    auto const first = "1 " + to_base64(std::string(32, 'a')) + '\n';
    write_key_file(first);
    auto const proof = box().prove("filelink", "text");
    write_key_file(first + "2 " + to_base64(std::string(32, 'b')) + '\n');
    auto const rotated = box();
    write_key_file("2 " + to_base64(std::string(32, 'b')) + '\n');

    EXPECT_TRUE(rotated.is_proven("filelink", "text", proof));
    EXPECT_NE(rotated.prove("filelink", "text"), proof);
    EXPECT_FALSE(box().is_proven("filelink", "text", proof));
}

}  // namespace
}  // namespace balie::store
