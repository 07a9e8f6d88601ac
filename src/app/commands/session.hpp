// A command's short time with the database.
#pragma once

#include "app/config.hpp"
#include "app/reach_database.hpp"
#include "db/database.hpp"

#include <balie/base/result.hpp>

#include <memory>

namespace balie::app::commands {

// Reaches the database with its schema up to date, and lets a cluster that it started stop again.
class Session {
public:
    static Result<Session> open(Config const& config);
    ~Session();
    Session(Session&&) noexcept = default;
    Session& operator=(Session&&) noexcept = default;

    db::Database& database() noexcept { return *database_; }

private:
    explicit Session(Reach reach);

    Reach reach_;
    std::unique_ptr<db::Database> database_;
};

}  // namespace balie::app::commands
