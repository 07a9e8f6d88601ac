// The place where libpqxx is spoken to and where its exceptions become Failure.
#include "db/connection.hpp"

#include "db/failure.hpp"
#include "db/pqxx_storage.hpp"
#include "db/time_limits.hpp"

#include <balie/base/log.hpp>

#include <poll.h>

#include <pqxx/binarystring>
#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <pqxx/except>
#include <pqxx/nontransaction>

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace balie::db {
namespace {

constexpr auto pause_min = std::chrono::milliseconds{50};
constexpr auto pause_max = std::chrono::milliseconds{1'000};

// A node that is stopped or cut off in the middle of a transaction holds its account's stream, and so every other
// node's work for that account, until PostgreSQL ends it. Between two statements a healthy node takes no time.
constexpr auto idle_in_transaction_max = "3s";

std::vector<char const*> values_of(std::span<Param const> params) {
    auto values = std::vector<char const*>{};
    values.reserve(params.size());
    for (auto const& param : params) { values.push_back(param.text() ? param.text()->c_str() : nullptr); }
    return values;
}

Rows rows_of(pqxx::result answer) { return Rows{std::make_shared<PqxxStorage const>(std::move(answer))}; }

std::string first_line(std::string_view text) { return std::string{text.substr(0, text.find('\n'))}; }

// libpqxx 6 does not hand on the constraint's name; the server's (English) message does.
std::string constraint_in(std::string_view message) {
    constexpr auto mark = std::string_view{"constraint \""};
    auto const begin = message.find(mark);
    if (begin == std::string_view::npos) { return {}; }
    auto const name = message.substr(begin + mark.size());
    return std::string{name.substr(0, name.find('"'))};
}

// What was given may stand in the message of a fault of input, so only its kind goes into the detail.
Failure failure_from(pqxx::sql_error const& error, std::string_view what) {
    auto const& state = error.sqlstate();
    auto const detail = blame_of(state) == Blame::input ? "refused with " + state : first_line(error.what());
    return Failure{state, std::string{what} + ": " + detail, constraint_in(first_line(error.what()))};
}

// On an idle connection the server has nothing to say but that it goes.
bool has_gone(pqxx::connection const& connection) {
    if (!connection.is_open()) { return true; }
    auto watched = pollfd{connection.sock(), POLLIN, 0};
    return poll(&watched, 1, 0) != 0;
}

}  // namespace

struct Connection::Session {
    explicit Session(std::string const& url) : connection(url), quiet(connection), direct(connection) {}

    pqxx::connection connection;
    pqxx::quiet_errorhandler quiet;  // notices would go to standard error
    pqxx::nontransaction direct;     // BEGIN and COMMIT are ours, for the fewest round trips
    std::unordered_set<std::string_view> prepared;
};

Connection::Connection(ConnectionOptions options) : options_(std::move(options)) {}

Connection::~Connection() = default;

void Connection::open() {
    if (session_ && !has_gone(session_->connection)) { return; }
    drop();
    if (std::chrono::steady_clock::now() < retry_at_) {
        throw Failure{std::string{cannot_connect}, "waiting before the next attempt to connect", {}};
    }
    connect();
}

void Connection::connect() {
    try {
        auto session = std::make_unique<Session>(with_time_limits(options_.url));
        session->direct.exec("SET application_name = " + session->connection.quote(options_.name) +
                             "; SET client_min_messages = error; SET TimeZone = 'UTC'; SET DateStyle = 'ISO'"
                             "; SET bytea_output = 'hex'; SET standard_conforming_strings = on"
                             "; SET jit = off; SET max_parallel_workers_per_gather = 0"
                             "; SET idle_in_transaction_session_timeout = '" +
                             idle_in_transaction_max + "'; SET statement_timeout = " +
                             std::to_string(options_.statement_timeout.count()) +
                             "; SET lock_timeout = " + std::to_string(options_.lock_timeout.count()) + "; " +
                             std::string{server_time_limits} + "; " + options_.settings);
        session_ = std::move(session);
    } catch (std::exception const& error) {
        pause_ = std::clamp(pause_ * 2, pause_min, pause_max);
        retry_at_ = std::chrono::steady_clock::now() + pause_;
        throw Failure{std::string{cannot_connect}, "cannot connect: " + first_line(error.what()), {}};
    }
    if (pause_.count() > 0) { log::info("database.back", {{"pool", options_.name}}); }
    pause_ = {};
}

void Connection::drop() noexcept { session_.reset(); }

template <class Call>
auto Connection::guarded(std::string_view what, Call call) {
    try {
        return call();
    } catch (pqxx::serialization_failure const&) {
        throw Failure{"40001", std::string{what} + ": could not be serialized", {}};
    } catch (pqxx::deadlock_detected const&) {
        throw Failure{"40P01", std::string{what} + ": met a deadlock", {}};
    } catch (pqxx::sql_error const& error) {
        if (session_->connection.is_open()) { throw failure_from(error, what); }
        throw Failure{std::string{connection_lost}, std::string{what} + ": " + first_line(error.what()), {}};
    } catch (pqxx::broken_connection const& error) {
        throw Failure{std::string{connection_lost}, std::string{what} + ": " + first_line(error.what()), {}};
    } catch (pqxx::failure const& error) {
        throw Failure{"XX000", std::string{what} + ": " + first_line(error.what()), {}};
    }
}

void Connection::begin(std::int64_t account) {
    open();
    // One round trip. The number is formatted by us; 0 sets '', which no policy matches.
    auto const number = account == 0 ? std::string{} : std::to_string(account);
    guarded("begin", [&] {
        session_->direct.exec("BEGIN; SELECT set_config('app.account', '" + number + "', true)");
    });
}

void Connection::commit() {
    try {
        guarded("commit", [&] { session_->direct.exec("COMMIT"); });
    } catch (Failure const& failure) {
        if (failure.sqlstate() != connection_lost) { throw; }
        throw Failure{std::string{outcome_unknown}, failure.what(), {}};
    }
}

void Connection::rollback() noexcept {
    if (!session_) { return; }
    if (!session_->connection.is_open()) { return drop(); }  // libpqxx would connect anew
    try {
        session_->direct.exec("ROLLBACK");
    } catch (std::exception const&) {
        drop();  // A session that cannot roll back is of no more use; closing it rolls back as well.
    }
}

Rows Connection::run(Statement const& statement, std::span<Param const> params) {
    auto const binary = std::ranges::find_if(params, &Param::is_binary);
    auto const before = values_of({params.begin(), binary});
    return guarded(statement.name, [&] {
        auto const name = std::string{statement.name};
        if (!session_->prepared.contains(statement.name)) {
            session_->connection.prepare(name, std::string{statement.sql});
            session_->prepared.insert(statement.name);
        }
        auto const texts = pqxx::prepare::make_dynamic_params(before);
        if (binary == params.end()) { return rows_of(session_->direct.exec_prepared(name, texts)); }
        auto const after = values_of({binary + 1, params.end()});
        return rows_of(session_->direct.exec_prepared(name, texts, pqxx::binarystring{*binary->text()},
                                                      pqxx::prepare::make_dynamic_params(after)));
    });
}

Rows Connection::run_script(std::string const& sql) {
    return guarded("script", [&] { return rows_of(session_->direct.exec(sql)); });
}

}  // namespace balie::db
