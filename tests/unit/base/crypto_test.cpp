// Hashes against the published test vectors of their standards; encodings there and back.
#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace balie {
namespace {

// FIPS 180-2, appendix B.1; RFC 4231, test case 2; RFC 2202, test case 2.
TEST(Crypto, HashesMatchThePublishedVectors) {
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(Crypto, EmptyInputsHash) {
    EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(hmac_sha256({}, {})),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(HmacSha256, GivesTheSameAsTheOneShotEachTime) {
    auto mac = HmacSha256{"secret"};

    for (auto const* text : {"", "one", "a longer second text", "one"}) {
        EXPECT_EQ(mac(text), hmac_sha256("secret", text));
    }
}

TEST(HmacSha256, KeepsItsKeyWhenMoved) {
    auto first = HmacSha256{"secret"};

    auto second = std::move(first);

    EXPECT_EQ(second("x"), hmac_sha256("secret", "x"));
}

TEST(Crypto, ComparesWholeTexts) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
    EXPECT_FALSE(equal_in_constant_time("abc", ""));
}

TEST(Crypto, HexGoesThereAndBack) {
    EXPECT_EQ(to_hex(std::string("\x00\xff\x10", 3)), "00ff10");
    EXPECT_EQ(from_hex("00FF10"), std::string("\x00\xff\x10", 3));
    EXPECT_FALSE(from_hex("0"));
    EXPECT_FALSE(from_hex("0g"));
    EXPECT_EQ(from_hex(""), "");
}

// RFC 4648, section 10.
TEST(Crypto, Base64MatchesThePublishedVectors) {
    auto const cases = std::vector<std::pair<std::string, std::string>>{
        {"", ""},        {"f", "Zg=="},          {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "+/8="}};
    for (auto const& [plain, text] : cases) {
        EXPECT_EQ(to_base64(plain), text);
        EXPECT_EQ(from_base64(text), plain);
        EXPECT_EQ(from_base64(to_base64url(plain)), plain);
    }
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Crypto, BrokenBase64IsNone) {
    for (auto const* text :
         {"Z", "Zg=", "Zg===", "Z===", "=", "====", "Zm9v=", "Zm 9v", "Zh==", "Zm9=Zm9v", "Zm9v\n"}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

TEST(Crypto, EveryByteGoesThroughBase64) {
    auto all = std::string{};
    for (auto byte = 0; byte < 256; ++byte) { all += static_cast<char>(byte); }

    EXPECT_EQ(from_base64(to_base64(all)), all);
    EXPECT_EQ(from_base64(to_base64url(all)), all);
}

TEST(Crypto, TokensAreLongAndDiffer) {
    auto seen = std::set<std::string>{};
    for (auto i = 0; i < 100; ++i) { seen.insert(random_token()); }

    EXPECT_EQ(seen.size(), 100U);
    EXPECT_EQ(seen.begin()->size(), 43U);
    EXPECT_EQ(random_bytes(0), "");
}

TEST(Crypto, UuidsAreOfVersionFour) {
    auto const uuid = random_uuid();

    ASSERT_EQ(uuid.size(), 36U);
    EXPECT_EQ(uuid[14], '4');
    EXPECT_NE(std::string_view{"89ab"}.find(uuid[19]), std::string_view::npos);
    EXPECT_EQ(uuid[8], '-');
    EXPECT_EQ(uuid[23], '-');
}

}  // namespace
}  // namespace balie
