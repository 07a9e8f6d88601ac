#include "store/handed_files.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <filesystem>

namespace balie::store::handed_files {
namespace {

using namespace std::chrono_literals;

class HandedFiles : public testing::Test {
protected:
    HandedFiles() { std::filesystem::create_directory(folder_); }
    ~HandedFiles() override { std::filesystem::remove_all(folder_); }

    SecretBox a_box(std::string const& name) const {
        return SecretBox::open_key_file(folder_ / name).value();
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("balie-handed-" + random_uuid());
    SecretBox box_ = a_box("master.key");
    Time now_ = *parse_time("2026-11-22T09:00:00Z");
    Handed handed_{AccountId{7}, AttachmentId{4711}, now_ + 1h};
};

TEST_F(HandedFiles, ATokenSaysWhatItWasMadeOf) {
    auto const token = token_of(handed_, box_);

    auto const read = read_token(token, box_, now_);

    ASSERT_TRUE(read);
    EXPECT_EQ(read->account, AccountId{7});
    EXPECT_EQ(read->attachment, AttachmentId{4711});
    EXPECT_EQ(read->until, handed_.until);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
}

TEST_F(HandedFiles, ATokenIsOverAfterItsHour) {
    auto const token = token_of(handed_, box_);

    EXPECT_TRUE(read_token(token, box_, now_ + 1h));
    EXPECT_FALSE(read_token(token, box_, now_ + 1h + 1s));
}

TEST_F(HandedFiles, AnotherServersTokenIsNone) {
    EXPECT_FALSE(read_token(token_of(handed_, a_box("another.key")), box_, now_));
}

TEST_F(HandedFiles, AnyChangeOfATokenMakesItNone) {
    auto const token = token_of(handed_, box_);
    auto const raw = from_base64(token).value();

    for (auto at = std::size_t{0}; at < raw.size(); ++at) {
        for (auto bit = 0U; bit < 8; ++bit) {
            auto changed = raw;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
            EXPECT_FALSE(read_token(to_base64url(changed), box_, now_)) << at << '.' << bit;
        }
        EXPECT_FALSE(read_token(to_base64url(raw.substr(0, at)), box_, now_)) << at;
    }
    for (auto const& other : {token + '=', token + "A", token + "AA==", ' ' + token, token.substr(1),
                              std::string{}, std::string{"../../etc/passwd"}, std::string(100'000, 'A')}) {
        EXPECT_FALSE(read_token(other, box_, now_)) << other.substr(0, 80);
    }
}

// The proof of one thing is none of another.
TEST_F(HandedFiles, AProofBelongsToItsPurpose) {
    auto const proof = box_.prove("filelink", "text");

    EXPECT_TRUE(box_.is_proven("filelink", "text", proof));
    EXPECT_FALSE(box_.is_proven("anything", "text", proof));
    EXPECT_FALSE(box_.is_proven("filelink", "texts", proof));
    EXPECT_FALSE(box_.is_proven("filelink", "text", ""));
}

}  // namespace
}  // namespace balie::store::handed_files
