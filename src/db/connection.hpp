// One connection to PostgreSQL: opened when it is needed, thrown away when it breaks. Belongs to one thread.
#pragma once

#include "db/param.hpp"
#include "db/rows.hpp"
#include "db/statement.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace balie::db {

// SQLSTATEs that we make ourselves, with the meaning that the standard gives them.
constexpr auto cannot_connect = std::string_view{"08001"};   // nothing was done
constexpr auto connection_lost = std::string_view{"08006"};  // nothing was committed
constexpr auto outcome_unknown = std::string_view{"08007"};  // lost while COMMIT was under way

struct ConnectionOptions {
    std::string url;
    std::string name;
    std::chrono::milliseconds statement_timeout{10'000};
    std::chrono::milliseconds lock_timeout{2'000};
    std::string settings = {};
};

// Every function may throw Failure, and nothing else of libpqxx.
class Connection {
public:
    explicit Connection(ConnectionOptions options);
    ~Connection();

    // Connects unless a healthy session is there. After a failed attempt it refuses at once, for a time that
    // grows with each failure up to a second: a dead server must not hold every waiting body for a time-out.
    void open();
    // Opens when needed and begins a transaction that sees the account's rows (0: nobody's).
    void begin(std::int64_t account);
    void commit();
    void rollback() noexcept;

    // Prepares on first use. Outside a transaction the statement is one by itself.
    Rows run(Statement const& statement, std::span<Param const> params);
    // SQL without parameters; may hold several statements. For start-up and migrations.
    Rows run_script(std::string const& sql);

private:
    struct Session;
    template <class Call>
    auto guarded(std::string_view what, Call call);
    void connect();
    void drop() noexcept;

    ConnectionOptions options_;
    std::unique_ptr<Session> session_;
    std::chrono::steady_clock::time_point retry_at_{};
    std::chrono::milliseconds pause_{0};
};

}  // namespace balie::db
