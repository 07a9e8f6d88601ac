// Keys of P-256: what is signed can be checked, what was changed cannot, and a point off the curve is none.
#include <balie/base/crypto.hpp>
#include <balie/base/p256.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

std::string bytes(std::string_view base64) { return from_base64(base64).value(); }

TEST(P256, ComesToItsPublicHalf) {
    auto const key = p256_key_of(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));

    ASSERT_TRUE(key);
    EXPECT_EQ(to_base64url(key->public_key),
              "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
}

TEST(P256, RefusesWhatIsNoScalar) {
    EXPECT_FALSE(p256_key_of(""));
    EXPECT_FALSE(p256_key_of(std::string(32, '\0')));
    EXPECT_FALSE(p256_key_of(std::string(32, '\xFF')));
    EXPECT_FALSE(p256_key_of(std::string(33, '\x01')));
}

TEST(P256, BothSidesAgree) {
    auto const one = new_p256_key();
    auto const other = new_p256_key();

    auto const secret = agree_p256(one, other.public_key);

    ASSERT_TRUE(secret);
    EXPECT_EQ(secret, agree_p256(other, one.public_key));
    EXPECT_NE(secret, agree_p256(one, one.public_key));
}

TEST(P256, RefusesAPointThatIsNotOnTheCurve) {
    auto const key = new_p256_key();
    auto bent = new_p256_key().public_key;
    bent.back() = static_cast<char>(bent.back() ^ 1);

    EXPECT_FALSE(agree_p256(key, bent));
    EXPECT_FALSE(agree_p256(key, std::string(65, '\x04')));
    EXPECT_FALSE(agree_p256(key, bent.substr(1)));
    EXPECT_FALSE(agree_p256(key, ""));
}

TEST(P256, ASignatureHoldsForItsTextAndItsKey) {
    auto const key = new_p256_key();

    auto const signature = sign_es256(key, "a text");

    EXPECT_EQ(signature.size(), 64U);
    EXPECT_TRUE(verify_es256(key.public_key, "a text", signature));
    EXPECT_FALSE(verify_es256(key.public_key, "another text", signature));
    EXPECT_FALSE(verify_es256(new_p256_key().public_key, "a text", signature));
    EXPECT_FALSE(verify_es256(key.public_key, "a text", std::string(64, '\x01')));
    EXPECT_FALSE(verify_es256(key.public_key, "a text", signature.substr(1)));
}

// RFC 7515, appendix A.3.
TEST(P256, ChecksTheSignatureOfTheStandard) {
    auto const key = p256_key_of(bytes("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"));
    ASSERT_TRUE(key);
    auto const text =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    EXPECT_TRUE(verify_es256(
        key->public_key, text,
        bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")));
}

}  // namespace
}  // namespace balie
