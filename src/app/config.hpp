// What the operator says: environment first, then balie.toml, then defaults. See docs/configuration.md.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace balie::app {

// Every setting has its environment variable (BALIE_LISTEN ...), a `_FILE` twin that names a file with the value,
// and a key in balie.toml (listen ...).
struct Config {
    std::string listen = "127.0.0.1:8080";
    std::string public_url;                  // default: http:// + listen; https unless its host is loopback
    std::filesystem::path data_dir = "var";  // made absolute
    std::string database_url;                // application role; empty: the private cluster
    std::string database_owner_url;          // migrations
    std::filesystem::path master_key_file;   // default: data_dir/master.key, made 0400 on first start
    std::filesystem::path spool_dir;         // default: data_dir/spool
    std::filesystem::path media_dir;         // default: data_dir/media; the same for all nodes
    std::string nats_url;                    // nodes talk over NATS; empty: through PostgreSQL
    std::string media_url;
    std::string metrics_listen;
    std::string push_contact;            // mailto: or https:, for push services; empty: no Web Push
    std::string push_key;                // P-256, 32 bytes in base64; empty: each account makes its own
    std::filesystem::path sound_helper;  // puts recorded sound into another form; empty: none
    std::string log_level = "info";
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> allow_origins;
    bool demo = false;  // only from the command line

    bool listens_on_loopback() const;
    bool public_url_is_loopback() const;
};

// Errors name the setting and what to do: an unreadable file, a URL that is not one, http for a public host,
// BALIE_ALLOW_ORIGINS without loopback.
Result<Config> load_config();

// "name = value" lines with secrets masked.
std::string print_config(Config const& config);

}  // namespace balie::app
