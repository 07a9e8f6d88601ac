#include "identity/password_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace balie::identity {
namespace {

std::string reason(std::string_view password, std::string_view email = "ann.jansen@desk.example") {
    auto const judged = judge_password(password, email);
    return judged ? "taken" : judged.error().reason;
}

TEST(PasswordRules, TheCommonestAreRefusedHoweverTheyAreDressed) {
    for (auto const* const password :
         {"password1234",     "Password123!",  "P@ssw0rd12345",  "wachtwoord123", "Welkom2024!!",
          "Welkom01Welkom01", "qwertyuiop12",  "qwertyuiopas",   "123456789012",  "1234567890123456",
          "111111111111",     "aaaaaaaaaaaa",  "abcdefghijkl",   "iloveyou1234",  "letmein12345",
          "administrator1",   "Summer2024!!!", "zomer2025zomer", "qazwsxedc123",  "abcabcabcabc",
          "Amsterdam2023",    "changeme1234",  "balie12345678",  "ann.jansen123"}) {
        EXPECT_EQ(reason(password), "too_common") << password;
    }
}

TEST(PasswordRules, LongAndOwnIsTakenWhateverItIsMadeOf) {
    for (auto const* const password :
         {"correct horse battery staple 9", "correct horse battery staple", "de kat krabt de krullen",
          "monkey dragon sunshine football", "xq7Lw-pR2vTz", "593847261038", "ilovejustin4ever",
          "ΑΒΓαβγ-δεζ-ωψ", "🐘🦏🐪🦒🐘🦏🐪🦒🐙🦑🦀🦞"}) {
        EXPECT_EQ(reason(password), "taken") << password;
    }
}

TEST(PasswordRules, LengthIsCountedInCharacters) {
    EXPECT_EQ(reason("xq7Lw-pR2vT"), "too_short");
    EXPECT_EQ(reason(std::string(1'025, 'x') + "q7Lw-pR2vT"), "too_long");
    EXPECT_EQ(reason("xq7Lw-pR2vTz mq9 Wc4 Kp8 Zt6 Jd3 Vn5 Bs2 Hf7 Yg1 Ux0 Eo4 Ri8 Pa5 Sk6"), "taken");
    EXPECT_EQ(reason("\xff\xfe\xfd\xff\xfe\xfd\xff\xfe\xfd\xff\xfe\xfd"), "ill_typed");
}

}  // namespace
}  // namespace balie::identity
