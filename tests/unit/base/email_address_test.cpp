// What is taken for an e-mail address, and what is surely none.
#include <balie/base/email_address.hpp>

#include <gtest/gtest.h>

#include <string>

namespace balie {
namespace {

TEST(EmailAddress, HasANameAndAHost) {
    for (auto const* const address :
         {"a@x.nl", "eva.de-vries+pakket@mail.voorbeeld.example", "o'brien@x.nl", "klant@localhost",
          "josé@köln.example", "a..b@docomo.example", "7@3.example", "{a}%b=c@x-y.example"}) {
        EXPECT_TRUE(is_email_address(address)) << address;
    }
}

TEST(EmailAddress, IsNotWhatAHeaderOrAPageTakesForMore) {
    for (auto const* const text : {"",
                                   "@",
                                   "a@",
                                   "@x.nl",
                                   "a@b@c",
                                   "\"><script>@x.nl",
                                   "a b@x.nl",
                                   "a@x.nl,b@x.nl",
                                   "A <a@x.nl>",
                                   "a@x.nl\r\nBcc: b@x.nl",
                                   "a@x..nl",
                                   "a@.x.nl",
                                   "a@x.nl.",
                                   "a@-x.nl",
                                   "a@[127.0.0.1]",
                                   "a@x.nl/y",
                                   "a\x7F@x.nl",
                                   "a@x\xFFy.nl",
                                   "a\u202E@x.nl",
                                   "\"a b\"@x.nl"}) {
        EXPECT_FALSE(is_email_address(text)) << text;
    }
    EXPECT_FALSE(is_email_address(std::string(320, 'a') + "@x.nl"));
}

TEST(EmailAddress, IsTheSameInAnySizeOfLetters) {
    EXPECT_TRUE(is_same_email_address(" Eva@X.nl", "eva@x.NL"));
    EXPECT_FALSE(is_same_email_address("eva@x.nl", "ava@x.nl"));
    EXPECT_EQ(email_key("Eva@X.nl "), "eva@x.nl");
}

}  // namespace
}  // namespace balie
