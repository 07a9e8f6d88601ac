// Brings the schema up to date: forward only, one file one subject, under an advisory lock.
#pragma once

#include <balie/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::db {

// A file of migrations/: "0001_accounts.sql". They are compiled into the binary.
struct Migration {
    int version;
    std::string_view name;
    std::string_view sql;
};

std::vector<Migration> const& migrations();

// Runs what is missing, each in a transaction of its own, recording version, name, digest and time in
// `schema_migrations`. Safe from several nodes at once. Refuses when a recorded digest differs from the file.
// Answers how many ran.
Result<int> migrate(std::string const& owner_url);

// For a server without an owner's URL: says what to run when the schema is not the one this binary needs.
Result<void> check_schema(std::string const& application_url);

}  // namespace balie::db
