// Reads the environment, secret files and balie.toml. The only place that knows toml++.
#include "app/config_source.hpp"

#include <balie/base/text.hpp>

#include <toml++/toml.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace balie::app {
namespace {

constexpr auto prefix = std::string_view{"BALIE_"};
constexpr auto file_bytes_max = std::uintmax_t{64} << 10U;

std::optional<std::string> variable_of(std::string const& name) {
    auto const* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') { return std::nullopt; }
    return std::string{value};
}

Error malformed(std::string detail) { return Error{ErrorCode::malformed, std::move(detail)}; }

std::optional<std::string> text_of(toml::node const& node) {
    if (auto const* text = node.as_string()) { return text->get(); }
    if (auto const* number = node.as_integer()) { return std::to_string(number->get()); }
    auto const* list = node.as_array();
    if (list == nullptr) { return std::nullopt; }
    auto joined = std::string{};
    for (auto const& element : *list) {
        auto const* text = element.as_string();
        if (text == nullptr) { return std::nullopt; }
        joined += (joined.empty() ? "" : ",") + text->get();
    }
    return joined;
}

Result<std::string> contents_of(std::string_view variable, std::filesystem::path const& file) {
    auto failed = std::error_code{};
    auto const bytes = std::filesystem::file_size(file, failed);
    auto stream = std::ifstream{file, std::ios::binary};
    if (failed || !stream) { return malformed(std::string{variable} + ": cannot read " + file.string()); }
    if (bytes > file_bytes_max) { return malformed(std::string{variable} + ": too large: " + file.string()); }
    auto text = std::ostringstream{};
    text << stream.rdbuf();
    return std::string{trimmed(text.str())};
}

Result<TomlValues> values_of(toml::table const& table, std::string const& file) {
    auto values = TomlValues{};
    for (auto const& [key, node] : table) {
        auto text = text_of(node);
        if (!text) {
            return malformed(file + ": " + std::string{key.str()} + " is no text and no list of texts");
        }
        values.emplace(key.str(), *std::move(text));
    }
    return values;
}

}  // namespace

Result<TomlValues> read_toml() {
    auto const named = variable_of("BALIE_CONFIG");
    auto const file = named.value_or("balie.toml");
    if (!named && !std::filesystem::exists(file)) { return TomlValues{}; }
    try {
        return values_of(toml::parse_file(file), file);
    } catch (toml::parse_error const& error) {  // Debian's toml++ is built to throw.
        auto where = std::ostringstream{};
        where << file << ": " << error.description() << " (" << error.source().begin << ")";
        return malformed(where.str());
    }
}

Result<std::optional<std::string>> find_setting(std::string_view variable, TomlValues const& toml) {
    auto const name = std::string{variable};
    auto const direct = variable_of(name);
    auto const file = variable_of(name + "_FILE");
    if (direct && file) { return malformed("set " + name + " or " + name + "_FILE, not both"); }
    if (direct) { return direct; }
    if (file) {
        auto contents = contents_of(name + "_FILE", *file);
        if (!contents) { return contents.error(); }
        return std::optional{*std::move(contents)};
    }
    auto const found = toml.find(toml_key(variable));
    return found == toml.end() ? std::nullopt : std::optional{found->second};
}

std::string toml_key(std::string_view variable) { return lowered(variable.substr(prefix.size())); }

}  // namespace balie::app
