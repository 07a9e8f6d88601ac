// The roles and the database inside the private cluster, and the ways to log in.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace balie::app {

std::string url_of(std::filesystem::path const& socket, std::string_view role, std::string_view database);
std::string superuser_url_of(std::filesystem::path const& socket);

// Makes what is missing: balie_owner, balie_app, balie_directory, and the database `balie`.
Result<void> make_roles(std::string const& superuser_url);

}  // namespace balie::app
