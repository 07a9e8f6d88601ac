// Looks whether a database keeps the promises that the server relies on: commits are on disk, and the server's role
// can neither own a table nor see past row level security.
#pragma once

#include "app/check.hpp"

#include <balie/base/result.hpp>

#include <string>
#include <vector>

namespace balie::app {

// Never fails: a database that is away is a check that is not ok.
std::vector<Check> check_database(std::string const& application_url);

// Before serving. Error: the first check that is not ok, with its mend.
Result<void> require_sound_database(std::string const& application_url);

}  // namespace balie::app
