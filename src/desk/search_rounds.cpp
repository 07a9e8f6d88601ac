// The cursors are rows; what is remembered here only spares an account in which nothing happened its look.
#include "desk/search_rounds.hpp"

#include "store/events.hpp"
#include "store/search.hpp"

#include <balie/base/log.hpp>

#include <utility>

namespace balie::desk {
namespace {

constexpr auto pause = std::chrono::seconds{2};
constexpr auto step = std::int64_t{200};  // events or messages in one transaction
constexpr auto steps_max = 25;            // of one account, before the next has its turn
constexpr auto rests_per_step = 3;        // at most a quarter of one processor is taken
constexpr auto rests_while_busy = 9;      // and a tenth while messages wait

}  // namespace

SearchRounds::SearchRounds(boost::asio::io_context& network, db::Database& database,
                           std::function<bool()> is_ingest_busy)
    : database_(&database), is_ingest_busy_(std::move(is_ingest_busy)), rounds_(network, "search", pause) {}

Task<void> SearchRounds::round() {
    for (auto is_more = true; is_more && !rounds_.is_stopping();) { is_more = co_await pass(); }
}

// The newest numbers are read anew for each pass: while one account catches up, the others go on.
Task<bool> SearchRounds::pass() {
    auto look = [](db::Transaction& transaction) -> Result<std::vector<store::events::Stream>> {
        return store::events::streams(transaction);
    };
    auto const streams = co_await database_->run(0, std::move(look));
    // Database::attempt has logged what is ours; the next round looks again.
    if (!streams) { co_return false; }
    auto is_more = false;
    for (auto const& stream : *streams) {
        if (rounds_.is_stopping()) { break; }
        auto const known = followed_.find(stream.account);
        if (known != followed_.end() && known->second >= stream.seq) { continue; }
        auto const has_more = co_await follow(stream.account, stream.seq);
        is_more = is_more || has_more;
    }
    co_return is_more;
}

// True when there is more to do.
Task<bool> SearchRounds::follow(AccountId account, std::int64_t seq) {
    for (auto done = 0; done < steps_max && !rounds_.is_stopping(); ++done) {
        auto take = [account](db::Transaction& transaction) -> Result<std::int64_t> {
            return store::search::follow(transaction, account, step);
        };
        auto const began = std::chrono::steady_clock::now();
        auto const seen = co_await database_->run(account.value, std::move(take));
        if (!seen) {
            log::warn("search.not_followed",
                      {{"account", to_string(account)}, {"detail", seen.error().detail}});
            co_return false;
        }
        if (*seen > 0) {
            co_await rest_after(std::chrono::steady_clock::now() - began);
            continue;
        }
        if (*seen < 0) { co_return false; }  // another node is at it
        followed_.insert_or_assign(account, seq);
        co_return false;
    }
    co_return true;
}

Task<void> SearchRounds::rest_after(std::chrono::steady_clock::duration step) {
    auto const is_busy = is_ingest_busy_ && is_ingest_busy_();
    auto const rests = is_busy ? rests_while_busy : rests_per_step;
    co_await rounds_.rest(std::chrono::duration_cast<std::chrono::microseconds>(rests * step));
}

}  // namespace balie::desk
