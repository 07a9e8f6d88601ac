// A row for each screen, so that every node knows; none for whoever is pushed to nowhere, and that is asked seldom.
#include "api/looking.hpp"

#include "store/push_subscriptions.hpp"

#include <balie/base/crypto.hpp>

#include <chrono>

namespace balie::api {
namespace {

constexpr auto look_lasts = std::chrono::seconds{75};  // screens repeat themselves every thirty
constexpr auto written_rests = std::chrono::seconds{20};
constexpr auto unwritten_rests = std::chrono::seconds{50};
constexpr auto name_bytes = std::size_t{12};

struct WriteLook {
    access::Actor actor;
    std::string name;
    Time until;

    Result<bool> operator()(db::Transaction& transaction) const {
        return store::push_subscriptions::look(transaction, actor.account, actor.user, name, until);
    }
};

struct EndLook {
    access::Actor actor;
    std::string name;
    Time now;

    Result<void> operator()(db::Transaction& transaction) const {
        store::push_subscriptions::look_away(transaction, actor.account, actor.user, name, now);
        return {};
    }
};

}  // namespace

Looking::Looking(db::Database& database, Clock const& clock)
    : database_(&database), clock_(&clock), name_(to_base64url(random_bytes(name_bytes))) {}

Task<void> Looking::look(access::Actor actor) {
    auto const now = clock_->now();
    if (is_looking_ && now < rests_until_) { co_return; }
    is_looking_ = true;
    auto write = WriteLook{actor, name_, now + look_lasts};
    auto const written = co_await database_->run(actor.account.value, std::move(write));
    if (!written) { co_return; }  // the next repetition tries again
    is_written_ = *written;
    rests_until_ = now + (is_written_ ? written_rests : unwritten_rests);
}

Task<void> Looking::look_away(access::Actor actor) {
    is_looking_ = false;
    if (!is_written_) { co_return; }
    is_written_ = false;
    auto end = EndLook{actor, name_, clock_->now()};
    co_await database_->run(actor.account.value, std::move(end));
}

}  // namespace balie::api
