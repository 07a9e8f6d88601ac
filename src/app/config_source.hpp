// Where a setting's text comes from: the environment, a file that the environment names, or balie.toml.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace balie::app {

// The keys of balie.toml as text; a list of texts is joined by commas.
using TomlValues = std::map<std::string, std::string, std::less<>>;

// The file that BALIE_CONFIG names, else balie.toml in the working directory when there is one.
// Errors: malformed (with the line), a named file that is not there.
Result<TomlValues> read_toml();

// `BALIE_LISTEN`, else the contents of the file that `BALIE_LISTEN_FILE` names (white space around it dropped),
// else the key `listen` of balie.toml. An empty variable counts as absent.
Result<std::optional<std::string>> find_setting(std::string_view variable, TomlValues const& toml);

// BALIE_PUBLIC_URL is public_url in balie.toml.
std::string toml_key(std::string_view variable);

}  // namespace balie::app
