// Reads and writes of files, away from the network thread.
#pragma once

#include <balie/base/task.hpp>

#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <type_traits>
#include <utility>

namespace balie::http {

// Its queue is bounded by the server's connections: each has at most one piece of work here at a time.
class FileThreads {
public:
    FileThreads() = default;
    ~FileThreads() { pool_.join(); }  // what was asked for is done: the files of a broken-off upload go too
    FileThreads(FileThreads const&) = delete;
    FileThreads& operator=(FileThreads const&) = delete;

    // Runs `work` on a thread of the pool and resumes the caller on its own executor with what it answered.
    template <class Work>
    Task<std::invoke_result_t<Work&>> run(Work work);

    // Runs it some time later; nobody waits.
    template <class Work>
    void later(Work work) {
        boost::asio::post(pool_, std::move(work));
    }

private:
    static constexpr auto threads = std::size_t{2};

    boost::asio::thread_pool pool_{threads};
};

template <class Work>
Task<std::invoke_result_t<Work&>> FileThreads::run(Work work) {
    using Value = std::invoke_result_t<Work&>;
    auto start = [this](auto handler, Work job) {
        auto executor = boost::asio::prefer(boost::asio::get_associated_executor(handler),
                                            boost::asio::execution::outstanding_work.tracked);
        boost::asio::post(pool_, [handler = std::move(handler), executor, job = std::move(job)]() mutable {
            auto value = job();
            boost::asio::post(executor, [handler = std::move(handler), value = std::move(value)]() mutable {
                std::move(handler)(std::move(value));
            });
        });
    };
    co_return co_await boost::asio::async_initiate<boost::asio::use_awaitable_t<> const, void(Value)>(
        start, boost::asio::use_awaitable, std::move(work));
}

}  // namespace balie::http
