#include "identity/password_hasher.hpp"

#include "integration/support/coroutines.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

namespace balie::identity {
namespace {

TEST(PasswordHasher, KeepsArgon2idWithSixtyFourMebibytesAndThreePasses) {
    auto const hash = PasswordHasher::hash_here("correct horse battery staple");

    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *hash;
    EXPECT_FALSE(PasswordHasher::is_outdated(*hash));
    EXPECT_TRUE(
        PasswordHasher::is_outdated("$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

TEST(PasswordHasher, KnowsTheRightPasswordFromAWrongOne) {
    auto hasher = PasswordHasher{};
    auto const hash = test::wait_for(hasher.hash("correct horse battery staple"));
    ASSERT_TRUE(hash);

    auto const right = test::wait_for(hasher.verify(*hash, "correct horse battery staple"));
    auto const wrong = test::wait_for(hasher.verify(*hash, "correct horse battery stapler"));
    auto const nobody = test::wait_for(hasher.verify("", "correct horse battery staple"));

    EXPECT_TRUE(right && *right);
    EXPECT_TRUE(wrong && !*wrong);
    EXPECT_TRUE(nobody && !*nobody);
}

TEST(PasswordHasher, RefusesWhenTooManyWait) {
    auto hasher = PasswordHasher{};
    auto refused = 0;
    auto ended = 0;
    auto context = boost::asio::io_context{};
    for (auto number = 0; number < 20; ++number) {
        boost::asio::co_spawn(context, hasher.verify("", "any"),
                              [&](std::exception_ptr, Result<bool> answer) {
                                  ++ended;
                                  if (!answer && answer.error().code == ErrorCode::unavailable) { ++refused; }
                              });
    }

    context.run();

    EXPECT_EQ(ended, 20);
    EXPECT_EQ(refused, 4);
}

}  // namespace
}  // namespace balie::identity
