// How long a session lives, by a clock that only the test moves.
#include "identity/authenticator.hpp"
#include "identity/log_in.hpp"
#include "identity/people.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"
#include "store/accounts.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <cstring>

namespace balie::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto password = "correct horse battery staple 9";

class SessionTime : public testing::Test {
protected:
    SessionTime() {
        auto const hash = PasswordHasher::hash_here(password).value();
        account =
            test::database()
                .run_here(0,
                          [](db::Transaction& transaction) -> Result<AccountId> {
                              return store::accounts::create(transaction, "Session " + random_uuid(), false);
                          })
                .value();
        user = test::database()
                   .run_here(account.value,
                             [&](db::Transaction& transaction) {
                                 return add_user(transaction, Changer{account},
                                                 NewUser{email, "Noor", Role::agent, hash});
                             })
                   .value()
                   .id;
    }

    std::string session() {
        return test::wait_for(log_in.log_in(email, password, "192.0.2.7")).value().secret;
    }
    bool is_in(std::string const& secret) {
        return test::wait_for(authenticator.by_session(secret)).has_value();
    }

    std::string email = "noor-" + random_uuid() + "@desk.example";
    test::FakeClock clock;
    PasswordHasher hasher;
    Authenticator authenticator{test::database(), clock};
    std::vector<UserId> told;
    LogIn log_in{test::database(), hasher, clock, [this](AccountId, UserId of) { told.push_back(of); }};
    AccountId account;
    UserId user;
};

TEST_F(SessionTime, EndsAfterHalfAnHourWithoutActivity) {
    auto const secret = session();
    clock.advance(minutes{29});
    EXPECT_TRUE(is_in(secret));
    clock.advance(minutes{29});
    EXPECT_TRUE(is_in(secret));

    clock.advance(minutes{31});

    EXPECT_FALSE(is_in(secret));
}

TEST_F(SessionTime, EndsAfterTwelveHoursHoweverActive) {
    auto const secret = session();
    for (auto passed = minutes{0}; passed < hours{12} - minutes{20}; passed += minutes{20}) {
        clock.advance(minutes{20});
        ASSERT_TRUE(is_in(secret));
    }

    clock.advance(minutes{20});

    EXPECT_FALSE(is_in(secret));
}

TEST_F(SessionTime, AStreamIsNoActivity) {
    auto const secret = session();
    auto const actor = test::wait_for(authenticator.by_session(secret)).value();
    clock.advance(minutes{20});
    EXPECT_TRUE(test::wait_for(authenticator.still_valid(actor)));
    clock.advance(minutes{11});

    EXPECT_FALSE(test::wait_for(authenticator.still_valid(actor)));
    EXPECT_FALSE(is_in(secret));
}

TEST_F(SessionTime, ActivityIsWrittenAtMostOnceAMinute) {
    auto const secret = session();
    auto const written = [this] {
        return test::as_superuser_in_balie("SELECT active_at FROM sessions WHERE user_id = " +
                                           to_string(user))
            .front()
            .time("active_at");
    };
    auto const before = written();
    clock.advance(seconds{59});
    EXPECT_TRUE(is_in(secret));
    EXPECT_EQ(written(), before);

    clock.advance(seconds{1});
    EXPECT_TRUE(is_in(secret));

    EXPECT_GT(written(), before);
}

TEST_F(SessionTime, LoggingOutEndsOneSessionAndTellsTheStreams) {
    auto const first = session();
    auto const second = session();

    ASSERT_TRUE(test::wait_for(log_in.log_out(test::wait_for(authenticator.by_session(first)).value())));

    EXPECT_FALSE(is_in(first));
    EXPECT_TRUE(is_in(second));
    EXPECT_EQ(told, std::vector{user});
}

TEST_F(SessionTime, OnlyTheHashOfTheSecretIsKept) {
    auto const secret = session();

    EXPECT_EQ(secret.size(), 43U);
    EXPECT_EQ(
        test::as_superuser_in_balie("SELECT 1 FROM sessions s WHERE s::text LIKE '%" + secret + "%'").size(),
        0U);
    EXPECT_FALSE(is_in(to_hex(sha256(secret)).substr(0, 43)));
}

TEST_F(SessionTime, RightsAreThoseOfTheMoment) {
    auto const actor = test::wait_for(authenticator.by_session(session())).value();
    EXPECT_EQ(actor.role, Role::agent);

    test::as_superuser_in_balie("UPDATE users SET role = 'auditor' WHERE id = " + to_string(user));

    EXPECT_EQ(test::wait_for(authenticator.still_valid(actor)).value().role, Role::auditor);
}

TEST_F(SessionTime, AnOldHashIsRenewedAtTheNextLogIn) {
    auto old = std::array<char, crypto_pwhash_STRBYTES>{};
    ASSERT_EQ(crypto_pwhash_str(old.data(), password, std::strlen(password), crypto_pwhash_OPSLIMIT_MIN,
                                std::size_t{1} << 20U),
              0);
    test::as_superuser_in_balie("UPDATE users SET password_hash = '" + std::string{old.data()} +
                                "' WHERE id = " + to_string(user));

    session();

    auto const stored =
        test::as_superuser_in_balie("SELECT password_hash FROM users WHERE id = " + to_string(user));
    EXPECT_TRUE(stored.front().text("password_hash").starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

}  // namespace
}  // namespace balie::identity
