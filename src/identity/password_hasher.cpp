// The thread is niced: guessing at the door must not slow down the webhooks that come in beside it.
#include "identity/password_hasher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <pthread.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <thread>

namespace balie::identity {
namespace {

constexpr auto passes = 3ULL;
constexpr auto memory_bytes = std::size_t{64} << 20U;
constexpr auto waiting_max = 16;  // about three seconds of work
constexpr auto niceness = 10;

using Text = std::array<char, crypto_pwhash_STRBYTES>;

void require_sodium() {
    if (sodium_init() < 0) { throw std::runtime_error{"libsodium cannot be used on this machine"}; }
}

void wipe(std::string& password) { sodium_memzero(password.data(), password.size()); }

Error overloaded() { return {ErrorCode::unavailable, "too many passwords wait to be checked", "overloaded"}; }

// They run on the hasher's thread.
Task<Result<std::string>> hash_there(std::string password) {
    auto hashed = PasswordHasher::hash_here(password);
    wipe(password);
    co_return hashed;
}

Task<bool> verify_there(std::string stored, std::string password) {
    auto const fits = crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
    wipe(password);
    co_return fits;
}

class Place {
public:
    explicit Place(std::atomic<int>& waiting)
        : waiting_(&waiting), is_free_(waiting.fetch_add(1) < waiting_max) {}
    ~Place() { waiting_->fetch_sub(1); }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
    bool is_free() const noexcept { return is_free_; }

private:
    std::atomic<int>* waiting_;
    bool is_free_;
};

}  // namespace

struct PasswordHasher::Worker {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
    std::atomic<int> waiting{0};
    std::string nobodys;  // the hash of a password that nobody has
    std::thread thread;

    Worker() {
        require_sodium();
        auto made = hash_here(std::to_string(randombytes_random()));
        if (!made) { throw std::runtime_error{made.error().detail}; }
        nobodys = std::move(*made);
        thread = std::thread{[this] { run(); }};
    }
    ~Worker() {
        context.stop();
        thread.join();
    }

    void run() {
        pthread_setname_np(pthread_self(), "passwords");
        // On Linux a thread has a niceness of its own, under its thread id.
        setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
        context.run();
    }
};

PasswordHasher::PasswordHasher() : worker_(std::make_unique<Worker>()) {}

PasswordHasher::~PasswordHasher() = default;

Task<Result<std::string>> PasswordHasher::hash(std::string password) {
    auto const place = Place{worker_->waiting};
    if (!place.is_free()) { co_return overloaded(); }
    auto work = hash_there(std::move(password));
    co_return co_await boost::asio::co_spawn(worker_->context, std::move(work), boost::asio::use_awaitable);
}

Task<Result<bool>> PasswordHasher::verify(std::string stored, std::string password) {
    auto const place = Place{worker_->waiting};
    if (!place.is_free()) { co_return overloaded(); }
    auto const is_nobody = stored.empty();
    auto work = verify_there(is_nobody ? worker_->nobodys : std::move(stored), std::move(password));
    auto const fits =
        co_await boost::asio::co_spawn(worker_->context, std::move(work), boost::asio::use_awaitable);
    co_return fits && !is_nobody;
}

Result<std::string> PasswordHasher::hash_here(std::string const& password) {
    require_sodium();
    auto text = Text{};
    auto const made = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes,
                                            memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (made != 0) {
        return Error{ErrorCode::unavailable, "there is no memory to hash a password", "overloaded"};
    }
    return std::string{text.data()};
}

bool PasswordHasher::is_outdated(std::string const& stored) {
    return crypto_pwhash_str_needs_rehash(stored.c_str(), passes, memory_bytes) != 0;
}

}  // namespace balie::identity
