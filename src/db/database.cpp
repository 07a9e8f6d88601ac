// Runs transactions on the pool's threads, judges how they failed, and runs again what may be run again.
#include "db/database.hpp"

#include "db/pool.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <future>

namespace balie::db {
namespace {

constexpr auto attempts_max = 5;

constexpr auto answer_one = Statement{"database.answers", "SELECT 1 AS one"};

bool may_run_again(Failure const& failure) {
    return failure.blame() == Blame::race || failure.sqlstate() == connection_lost;
}

Error error_from(Failure const& failure) {
    if (failure.sqlstate() == "23505") { return {ErrorCode::conflict, failure.what(), failure.constraint()}; }
    if (failure.sqlstate() == outcome_unknown) {
        return {ErrorCode::unavailable, failure.what(), "in_doubt"};
    }
    if (failure.sqlstate() == "57014") { return {ErrorCode::unavailable, failure.what(), "timeout"}; }
    switch (failure.blame()) {
        case Blame::input:
            return {ErrorCode::unprocessable, failure.what(), failure.constraint()};
        case Blame::race:
            return {ErrorCode::unavailable, failure.what(), "contended"};
        case Blame::nobody:
            return {ErrorCode::unavailable, failure.what(), "database_away"};
        case Blame::ourselves:
            break;
    }
    log::error("database.defect", {{"sqlstate", failure.sqlstate()}, {"detail", failure.what()}});
    return {ErrorCode::unavailable, failure.what(), "defect"};
}

}  // namespace

Database::Database(PoolOptions options) : pool_(std::make_unique<Pool>(std::move(options))) {}

Database::~Database() = default;

Rows Database::run_alone(Statement const& statement, std::span<Param const> params) {
    auto& connection = pool_->connection_here();
    connection.open();
    return connection.run(statement, params);
}

Task<bool> Database::answers() {
    auto const asked = co_await run(
        0, [](Transaction& transaction) -> Result<bool> { return transaction.run(answer_one).size() == 1; });
    co_return asked.has_value();
}

std::size_t Database::waiting() const noexcept { return pool_->waiting(); }

Result<void> Database::attempt(AccountNumber account, std::function<bool(Transaction&)> const& body) {
    auto& connection = pool_->connection_here();
    for (auto attempt = 1;; ++attempt) {
        try {
            connection.begin(account);
            auto transaction = Transaction{connection};
            if (body(transaction)) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return {};
        } catch (Failure const& failure) {
            connection.rollback();
            if (attempt == attempts_max || !may_run_again(failure)) { return error_from(failure); }
        } catch (std::exception const& error) {
            connection.rollback();
            log::error("database.defect", {{"detail", error.what()}});
            return Error{ErrorCode::unavailable, error.what(), "defect"};
        }
        pool_->pause_after(attempt);
    }
}

namespace {

// Calls the coroutine's handler on the coroutine's own executor, whichever thread the job ended on. The executor
// is told of the wait, so that its context does not run dry meanwhile.
template <class Handler>
class Resume {
public:
    explicit Resume(Handler handler)
        : handler_(std::make_shared<Handler>(std::move(handler))),
          executor_(boost::asio::prefer(boost::asio::get_associated_executor(*handler_),
                                        boost::asio::execution::outstanding_work.tracked)) {}

    void operator()(std::optional<Error> refused) const {
        boost::asio::post(executor_,
                          [handler = std::move(*handler_), refused = std::move(refused)]() mutable {
                              std::move(handler)(std::move(refused));
                          });
    }

private:
    using Executor =
        decltype(boost::asio::prefer(boost::asio::get_associated_executor(std::declval<Handler&>()),
                                     boost::asio::execution::outstanding_work.tracked));

    std::shared_ptr<Handler> handler_;  // a handler can only be moved, a Done must be copyable
    Executor executor_;
};

}  // namespace

Task<Result<void>> Database::perform(Job job) {
    auto initiation = [this, &job](auto handler) {
        pool_->queue(std::move(job), Resume<decltype(handler)>{std::move(handler)});
    };
    auto refused = co_await boost::asio::async_initiate<boost::asio::use_awaitable_t<> const,
                                                        void(std::optional<Error>)>(
        std::move(initiation), boost::asio::use_awaitable);
    if (refused) { co_return Result<void>{*std::move(refused)}; }
    co_return Result<void>{};
}

Result<void> Database::perform_here(Job job) {
    assert(!pool_->is_thread_here());  // It would wait for itself.
    auto ended = std::promise<std::optional<Error>>{};
    pool_->queue(std::move(job),
                 [&ended](std::optional<Error> refused) { ended.set_value(std::move(refused)); });
    auto refused = ended.get_future().get();
    if (refused) { return *std::move(refused); }
    return {};
}

}  // namespace balie::db
