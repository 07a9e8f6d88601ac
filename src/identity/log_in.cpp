// An unknown name costs a hash too, so that the time of the answer tells nothing.
#include "identity/log_in.hpp"

#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/users.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>
#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <utility>

namespace balie::identity {
namespace {

using store::users::LogInName;

Error wrong() {
    return {ErrorCode::unauthenticated, "the address or the password is wrong", "wrong_password"};
}

void log_fault(std::exception_ptr fault) { log::fault("identity.task_failed", fault); }

Result<Presence> presence_of(db::Transaction& transaction, AccountId account, UserId user) {
    auto found = store::users::find(transaction, account, user);
    if (!found) { return found.error(); }
    auto its_account = store::accounts::find(transaction, account);
    if (!its_account) { return its_account.error(); }
    return Presence{std::move(*found), std::move(*its_account)};
}

}  // namespace

LogIn::LogIn(db::Database& database, PasswordHasher& hasher, Clock const& clock, RightsChanged rights_changed)
    : database_(&database),
      hasher_(&hasher),
      clock_(&clock),
      rights_changed_(std::move(rights_changed)),
      throttle_(clock) {}

std::chrono::seconds LogIn::wait(std::string const& email, std::string const& peer) const {
    return throttle_.wait(store::users::folded_email(email), peer);
}

Task<Result<LoggedIn>> LogIn::log_in(std::string email, std::string password, std::string peer) {
    auto const name = store::users::folded_email(email);
    if (throttle_.wait(name, peer).count() > 0) {
        co_return Error{ErrorCode::throttled, "too many tries; wait a little", "too_many_tries"};
    }
    throttle_.count(name, peer);
    auto const judged = co_await judge(name, password);
    if (!judged) {
        // What was not judged was no guess.
        if (judged.error().code == ErrorCode::unavailable) { throttle_.uncount(name, peer); }
        co_return judged.error();
    }
    throttle_.succeeded(name, peer);
    if (judged->has_outdated_hash) {
        co_await renew_hash(judged->account, judged->user, std::move(password));
    }
    co_return co_await begin_session(judged->account, judged->user);
}

Task<Result<LogIn::Judged>> LogIn::judge(std::string name, std::string password) {
    auto look_up = [name](db::Transaction& transaction) { return store::users::by_email(transaction, name); };
    auto const found = co_await database_->run(0, std::move(look_up));
    if (!found && found.error().code != ErrorCode::not_found) { co_return found.error(); }
    auto stored = found ? found->password_hash.value_or("") : std::string{};
    auto const is_outdated = !stored.empty() && PasswordHasher::is_outdated(stored);
    auto const fits = co_await hasher_->verify(std::move(stored), std::move(password));
    if (!fits) { co_return fits.error(); }
    if (*fits) { co_return Judged{found->account, found->user, is_outdated}; }
    if (found) {
        // Beside the answer, not before it: else its time would tell that the name is known.
        auto const executor = co_await boost::asio::this_coro::executor;
        boost::asio::co_spawn(executor, note_refusal(found->account, found->user), log_fault);
    }
    co_return wrong();
}

Task<Result<LoggedIn>> LogIn::begin_session(AccountId account, UserId user) {
    auto secret = random_token();
    auto begin = [account, user, hash = sha256(secret),
                  now = clock_->now()](db::Transaction& transaction) -> Result<Presence> {
        // The user is locked first: a deactivation that runs at the same moment either sees this session and ends
        // it, or is seen here.
        auto const locked = store::users::lock(transaction, account, user);
        if (!locked || !locked->active) { return wrong(); }
        store::sessions::remove_expired(transaction, account, user, now);
        auto const session = store::sessions::create(transaction, account, user, hash, now);
        store::audit::write(transaction, {account, user, "session.began", "session", session.value});
        return presence_of(transaction, account, user);
    };
    auto presence = co_await database_->run(account.value, std::move(begin));
    if (!presence) { co_return presence.error(); }
    log::info("session.began", {{"account", account.value}, {"user", user.value}});
    auto logged_in = LoggedIn{std::move(secret), std::move(*presence)};
    co_return logged_in;
}

Task<void> LogIn::note_refusal(AccountId account, UserId user) {
    log::info("session.refused", {{"account", account.value}, {"user", user.value}});
    auto note = [account, user](db::Transaction& transaction) -> Result<void> {
        store::audit::write(transaction, {account, UserId{}, "session.refused", "user", user.value});
        return {};
    };
    auto const noted = co_await database_->run(account.value, std::move(note));
    if (!noted) {
        log::warn("audit.lost", {{"action", "session.refused"}, {"detail", noted.error().detail}});
    }
}

Task<void> LogIn::renew_hash(AccountId account, UserId user, std::string password) {
    auto hash = co_await hasher_->hash(std::move(password));
    if (!hash) { co_return; }  // The old one is good enough until the next time.
    auto renew = [account, user, hash = std::move(*hash)](db::Transaction& transaction) -> Result<void> {
        store::users::set_password_hash(transaction, account, user, hash);
        return {};
    };
    auto const renewed = co_await database_->run(account.value, std::move(renew));
    if (!renewed) { log::warn("password.not_renewed", {{"detail", renewed.error().detail}}); }
}

Task<Result<void>> LogIn::log_out(access::Actor actor) {
    auto end = [account = actor.account, user = actor.user,
                session = actor.session](db::Transaction& transaction) -> Result<void> {
        store::sessions::end(transaction, account, session);
        store::audit::write(transaction, {account, user, "session.ended", "session", session.value});
        return {};
    };
    auto const ended = co_await database_->run(actor.account.value, std::move(end));
    if (!ended) { co_return ended.error(); }
    rights_changed_(actor.account, actor.user);
    co_return Result<void>{};
}

Task<Result<Presence>> LogIn::presence(access::Actor actor) {
    auto look_up = [account = actor.account, user = actor.user](db::Transaction& transaction) {
        return presence_of(transaction, account, user);
    };
    co_return co_await database_->run(actor.account.value, std::move(look_up));
}

}  // namespace balie::identity
