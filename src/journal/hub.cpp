#include "journal/hub.hpp"

#include "journal/audience.hpp"
#include "store/events.hpp"
#include "store/queue.hpp"
#include "wire/queue.hpp"

#include <balie/base/log.hpp>
#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <unordered_map>
#include <utility>
#include <vector>

namespace balie::journal {
namespace {

namespace asio = boost::asio;

constexpr auto poll_every = std::chrono::seconds{1};     // for what other nodes committed, and lost notices
constexpr auto number_every = std::chrono::seconds{20};  // the contract promises 25
constexpr auto queue_every = std::chrono::milliseconds{500};
constexpr auto pause_after_failure = std::chrono::milliseconds{250};

void log_end(std::exception_ptr fault) { log::fault("hub.task_failed", fault); }

Frame frame_of(std::string text) { return std::make_shared<std::string const>(std::move(text)); }

Frame number_frame(std::int64_t seq) {
    return frame_of(R"({"type":"seq","seq":)" + std::to_string(seq) + "}");
}

}  // namespace

struct Hub::State {
    db::Database& database;
    wire::Context const& context;
    Clock const& clock;
    asio::io_context& fan_out;
    asio::steady_timer poll_timer;
    asio::steady_timer number_timer;
    std::unordered_map<AccountId, Audience> audiences;
    Relay relay;
    std::function<void(std::chrono::steady_clock::duration)> lag;
    std::atomic<std::size_t> watchers{0};
    bool is_stopped = false;

    State(db::Database& database_, wire::Context const& context_, Clock const& clock_,
          asio::io_context& fan_out_)
        : database(database_),
          context(context_),
          clock(clock_),
          fan_out(fan_out_),
          poll_timer(fan_out_),
          number_timer(fan_out_) {}

    Audience* audience_of(AccountId account) {
        auto const found = audiences.find(account);
        return found == audiences.end() ? nullptr : &found->second;
    }

    // A body of its own type: g++ 12 destroys a capturing lambda twice when it is a temporary of a co_await.
    struct ReadPage {
        AccountId account;
        std::int64_t after;
        wire::Context const* context;

        Result<Page> operator()(db::Transaction& transaction) const {
            return read_page(transaction, account, after, *context);
        }
    };

    Task<void> pause(std::chrono::milliseconds time) {
        auto timer = asio::steady_timer{fan_out, time};
        auto fault = boost::system::error_code{};
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, fault));
    }

    // Nobody is left. One that is being read for stays until the page has come: another that began beside it would be
    // told the same by both, and out of order.
    void forget_if_empty(AccountId account, Audience const& audience) {
        if (audience.is_empty() && !audience.is_telling) { audiences.erase(account); }
    }

    // Reads until nothing new is known, telling every page as it comes.
    Task<void> tell(AccountId account) {
        for (auto* audience = audience_of(account);
             audience != nullptr && !audience->is_empty() && audience->is_behind() && !is_stopped;
             audience = audience_of(account)) {
            auto read = ReadPage{account, audience->told(), &context};
            auto const page = co_await database.run(account.value, std::move(read));
            audience = audience_of(account);
            if (audience == nullptr) { co_return; }
            if (!page) {
                log::warn("hub.read_failed",
                          {{"account", to_string(account)}, {"detail", page.error().detail}});
                co_await pause(pause_after_failure);
                continue;
            }
            audience->tell(*page);
            if (lag) { lag(std::chrono::steady_clock::now() - audience->behind_since()); }
            if (page->moves_queue) { want_queue(account); }
        }
        auto* audience = audience_of(account);
        if (audience == nullptr) { co_return; }
        audience->is_telling = false;
        forget_if_empty(account, *audience);
    }

    void wake(AccountId account) {
        auto* audience = audience_of(account);
        if (audience == nullptr || audience->is_telling || !audience->is_behind() || is_stopped) { return; }
        audience->is_telling = true;
        asio::co_spawn(fan_out, tell(account), log_end);
    }

    void want_queue(AccountId account) {
        auto* audience = audience_of(account);
        if (audience == nullptr || audience->is_queue_wanted || !audience->has_overviewers()) { return; }
        audience->is_queue_wanted = true;
        asio::co_spawn(fan_out, tell_queue(account), log_end);
    }

    struct ReadQueue {
        AccountId account;
        Time at;

        Result<std::string> operator()(db::Transaction& transaction) const {
            auto queue = store::queue::of_account(transaction, account);
            queue.at = at;
            return wire::to_json(queue).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        }
    };

    Task<void> tell_queue(AccountId account) {
        co_await pause(queue_every);
        auto* audience = audience_of(account);
        if (audience == nullptr) { co_return; }
        audience->is_queue_wanted = false;
        auto read = ReadQueue{account, clock.now()};
        auto const figures = co_await database.run(account.value, std::move(read));
        audience = audience_of(account);
        if (audience == nullptr || !figures) { co_return; }
        auto const item =
            R"({"type":"queue.updated","at":")" + to_rfc3339(clock.now()) + R"(","data":)" + *figures + "}";
        audience->whisper(item, [](access::Actor const& actor) { return actor.sees_all(); });
    }

    struct ReadNewest {
        AccountId account;

        Result<std::int64_t> operator()(db::Transaction& transaction) const {
            return store::events::newest(transaction, account);
        }
    };

    // What was committed while nobody watched the account told nobody.
    Task<void> look_once(AccountId account) {
        auto read = ReadNewest{account};
        auto const newest = co_await database.run(account.value, std::move(read));
        if (newest) { note(account, *newest); }
    }

    struct ReadStreams {
        Result<std::vector<store::events::Stream>> operator()(db::Transaction& transaction) const {
            return store::events::streams(transaction);
        }
    };

    Task<void> poll() {
        while (!is_stopped) {
            poll_timer.expires_after(poll_every);
            auto fault = boost::system::error_code{};
            co_await poll_timer.async_wait(asio::redirect_error(asio::use_awaitable, fault));
            if (is_stopped || watchers == 0) { continue; }
            auto read = ReadStreams{};
            auto const streams = co_await database.run(0, std::move(read));
            if (!streams) { continue; }
            for (auto const& stream : *streams) { note(stream.account, stream.seq); }
        }
    }

    Task<void> number() {
        while (!is_stopped) {
            number_timer.expires_after(number_every);
            auto fault = boost::system::error_code{};
            co_await number_timer.async_wait(asio::redirect_error(asio::use_awaitable, fault));
            for (auto& [account, audience] : audiences) {
                audience.deliver_to_all(number_frame(audience.told()), audience.told());
            }
        }
    }

    void note(AccountId account, std::int64_t seq) {
        auto* audience = audience_of(account);
        if (audience == nullptr) { return; }
        audience->know(seq);
        wake(account);
    }
};

Hub::Hub(db::Database& database, wire::Context const& context, Clock const& clock, asio::io_context& fan_out)
    : state_(std::make_unique<State>(database, context, clock, fan_out)) {}

Hub::~Hub() = default;

void Hub::start() {
    asio::co_spawn(state_->fan_out, state_->poll(), log_end);
    asio::co_spawn(state_->fan_out, state_->number(), log_end);
}

void Hub::stop() {
    state_->is_stopped = true;
    state_->poll_timer.cancel();
    state_->number_timer.cancel();
}

void Hub::committed(AccountId account, std::int64_t last_seq) {
    if (state_->watchers == 0) { return; }
    asio::post(state_->fan_out, [this, account, last_seq] { state_->note(account, last_seq); });
}

namespace {

struct ReadBeginning {
    AccountId account;
    std::optional<std::int64_t> after;

    Result<Beginning> operator()(db::Transaction& transaction) const {
        auto const newest = store::events::newest(transaction, account);
        if (!after) { return Beginning{newest, false}; }
        auto const oldest = store::events::oldest(transaction, account).value_or(newest + 1);
        if (*after > newest || *after < oldest - 1) { return Beginning{newest, true}; }
        return Beginning{*after, false};
    }
};

}  // namespace

Task<Result<Beginning>> Hub::begin(AccountId account, std::optional<std::int64_t> after) {
    auto read = ReadBeginning{account, after};
    return state_->database.run(account.value, std::move(read));
}

Task<Result<Page>> Hub::replay(AccountId account, std::int64_t after) {
    auto read = State::ReadPage{account, after, &state_->context};
    return state_->database.run(account.value, std::move(read));
}

bool Hub::join(std::shared_ptr<Watcher> watcher, std::int64_t after) {
    auto const account = watcher->actor().account;
    auto& audience = state_->audiences.try_emplace(account, after).first->second;
    if (audience.told() > after) { return false; }
    auto const is_first = audience.is_empty();
    audience.add(std::move(watcher), after);
    ++state_->watchers;
    if (is_first) { asio::co_spawn(state_->fan_out, state_->look_once(account), log_end); }
    return true;
}

void Hub::leave(Watcher const& watcher) {
    auto const account = watcher.actor().account;
    auto* audience = state_->audience_of(account);
    if (audience == nullptr || !audience->remove(watcher)) { return; }
    --state_->watchers;
    state_->forget_if_empty(account, *audience);
}

void Hub::relay_whispers(Relay relay) { state_->relay = std::move(relay); }

void Hub::observe_lag(std::function<void(std::chrono::steady_clock::duration)> observer) {
    state_->lag = std::move(observer);
}

void Hub::whisper(AccountId account, std::string const& item, access::Hearers const& hearers) {
    whisper_here(account, item, hearers);
    if (state_->relay) { state_->relay(account, item, hearers); }
}

void Hub::whisper_here(AccountId account, std::string const& item, access::Hearers const& hearers) {
    auto* audience = state_->audience_of(account);
    if (audience == nullptr) { return; }
    audience->whisper(item, [&hearers](access::Actor const& actor) { return hearers.include(actor); });
}

void Hub::whisper_to_all_here(std::string const& item) {
    for (auto& [account, audience] : state_->audiences) {
        audience.whisper(item, [](access::Actor const&) { return true; });
    }
}

void Hub::recheck_rights(AccountId account, UserId user) {
    if (auto* audience = state_->audience_of(account)) { audience->recheck_rights(user); }
}

void Hub::recheck_all_rights() {
    for (auto& [account, audience] : state_->audiences) { audience.recheck_rights(UserId{}); }
}

void Hub::end_all(std::uint16_t code, std::string const& reason) {
    for (auto& [account, audience] : state_->audiences) { audience.end(code, reason); }
}

std::size_t Hub::watchers() const noexcept { return state_->watchers; }

}  // namespace balie::journal
