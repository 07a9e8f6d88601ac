// Logging in and out: password, throttle, session, audit line.
#pragma once

#include "access/actor.hpp"
#include "db/database.hpp"
#include "identity/authenticator.hpp"
#include "identity/password_hasher.hpp"
#include "identity/throttle.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/account.hpp>
#include <balie/domain/user.hpp>

#include <chrono>
#include <string>

namespace balie::identity {

// Who is in, and with which account.
struct Presence {
    User user;
    Account account;
};

struct LoggedIn {
    std::string secret;  // for the cookie; kept nowhere
    Presence presence;
};

class LogIn {
public:
    LogIn(db::Database& database, PasswordHasher& hasher, Clock const& clock, RightsChanged rights_changed);

    // Errors: unauthenticated, alike in words and time whether the name or the password is wrong; throttled, after
    // too many tries (`wait` says for how long); unavailable.
    Task<Result<LoggedIn>> log_in(std::string email, std::string password, std::string peer);
    std::chrono::seconds wait(std::string const& email, std::string const& peer) const;

    // Ends the actor's session.
    Task<Result<void>> log_out(access::Actor actor);
    Task<Result<Presence>> presence(access::Actor actor);

private:
    struct Judged {
        AccountId account;
        UserId user;
        bool has_outdated_hash = false;

        Judged(AccountId account_, UserId user_, bool is_outdated)
            : account(account_), user(user_), has_outdated_hash(is_outdated) {}
    };

    Task<Result<Judged>> judge(std::string name, std::string password);
    Task<Result<LoggedIn>> begin_session(AccountId account, UserId user);
    Task<void> note_refusal(AccountId account, UserId user);
    Task<void> renew_hash(AccountId account, UserId user, std::string password);

    db::Database* database_;
    PasswordHasher* hasher_;
    Clock const* clock_;
    RightsChanged rights_changed_;
    LogInThrottle throttle_;
};

}  // namespace balie::identity
