// Gathers the settings, fills in the defaults and refuses what cannot be right.
#include "app/config.hpp"

#include "app/config_address.hpp"
#include "app/config_source.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/p256.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <sstream>

namespace balie::app {
namespace {

// How a setting's text gets into Config, and back for people to read.
struct Setting {
    std::string_view variable;
    std::function<void(Config&, std::string)> take;
    std::function<std::string(Config const&)> show;
};

std::vector<std::string> split(std::string const& text) {
    auto parts = std::vector<std::string>{};
    auto stream = std::istringstream{text};
    for (auto part = std::string{}; std::getline(stream, part, ',');) {
        auto const begin = part.find_first_not_of(' ');
        if (begin == std::string::npos) { continue; }
        parts.push_back(part.substr(begin, part.find_last_not_of(' ') - begin + 1));
    }
    return parts;
}

std::string joined(std::vector<std::string> const& parts) {
    auto text = std::string{};
    for (auto const& part : parts) { text += (text.empty() ? "" : ",") + part; }
    return text;
}

// "postgresql://user:secret@host/db" and "password=secret" lose the secret. Rather too much than too little goes.
std::string masked(std::string url) {
    auto const scheme = url.find("://");
    auto const at = url.rfind('@');
    if (scheme != std::string::npos && at != std::string::npos && at > scheme) {
        auto const colon = url.find(':', scheme + 3);
        if (colon < at) { url.replace(colon + 1, at - colon - 1, "***"); }
    }
    auto const word = url.find("password=");
    if (word == std::string::npos) { return url; }
    return url.substr(0, word) + "password=***";
}

template <auto Member>
Setting text_setting(std::string_view variable) {
    return {variable, [](Config& config, std::string text) { config.*Member = std::move(text); },
            [](Config const& config) -> std::string { return config.*Member; }};
}

template <auto Member>
Setting url_with_secret(std::string_view variable) {
    auto setting = text_setting<Member>(variable);
    setting.show = [](Config const& config) { return masked(config.*Member); };
    return setting;
}

template <auto Member>
Setting secret_setting(std::string_view variable) {
    auto setting = text_setting<Member>(variable);
    setting.show = [](Config const& config) { return std::string{(config.*Member).empty() ? "" : "***"}; };
    return setting;
}

template <auto Member>
Setting path_setting(std::string_view variable) {
    return {variable, [](Config& config, std::string text) { config.*Member = std::move(text); },
            [](Config const& config) { return (config.*Member).string(); }};
}

template <auto Member>
Setting list_setting(std::string_view variable) {
    return {variable, [](Config& config, std::string const& text) { config.*Member = split(text); },
            [](Config const& config) { return joined(config.*Member); }};
}

std::vector<Setting> const& settings() {
    static auto const all = std::vector<Setting>{
        text_setting<&Config::listen>("BALIE_LISTEN"),
        text_setting<&Config::public_url>("BALIE_PUBLIC_URL"),
        path_setting<&Config::data_dir>("BALIE_DATA_DIR"),
        url_with_secret<&Config::database_url>("BALIE_DATABASE_URL"),
        url_with_secret<&Config::database_owner_url>("BALIE_DATABASE_OWNER_URL"),
        path_setting<&Config::master_key_file>("BALIE_MASTER_KEY_FILE"),
        path_setting<&Config::spool_dir>("BALIE_SPOOL_DIR"),
        path_setting<&Config::media_dir>("BALIE_MEDIA_DIR"),
        text_setting<&Config::media_url>("BALIE_MEDIA_URL"),
        url_with_secret<&Config::nats_url>("BALIE_NATS_URL"),
        text_setting<&Config::metrics_listen>("BALIE_METRICS_LISTEN"),
        text_setting<&Config::push_contact>("BALIE_PUSH_CONTACT"),
        secret_setting<&Config::push_key>("BALIE_PUSH_KEY"),
        path_setting<&Config::sound_helper>("BALIE_SOUND_HELPER"),
        text_setting<&Config::log_level>("BALIE_LOG_LEVEL"),
        list_setting<&Config::trusted_proxies>("BALIE_TRUSTED_PROXIES"),
        list_setting<&Config::allow_origins>("BALIE_ALLOW_ORIGINS"),
    };
    return all;
}

Error wrong(std::string_view variable, std::string const& fault) {
    return Error{ErrorCode::malformed, std::string{variable} + ": " + fault, "setting", toml_key(variable)};
}

Result<void> known_keys(TomlValues const& toml) {
    for (auto const& [key, text] : toml) {
        auto const is_this = [&key = key](Setting const& setting) {
            return toml_key(setting.variable) == key;
        };
        if (std::ranges::none_of(settings(), is_this)) {
            return Error{ErrorCode::malformed, "balie.toml: unknown key " + key, "setting", key};
        }
    }
    return {};
}

void fill_defaults(Config& config) {
    config.data_dir = std::filesystem::absolute(config.data_dir).lexically_normal();
    if (config.master_key_file.empty()) { config.master_key_file = config.data_dir / "master.key"; }
    if (config.spool_dir.empty()) { config.spool_dir = config.data_dir / "spool"; }
    if (config.media_dir.empty()) { config.media_dir = config.data_dir / "media"; }
    config.media_dir = std::filesystem::absolute(config.media_dir);
    config.master_key_file = std::filesystem::absolute(config.master_key_file);
    config.spool_dir = std::filesystem::absolute(config.spool_dir);
    if (config.public_url.empty()) { config.public_url = "http://" + config.listen; }
}

Result<void> check_public(std::string_view variable, std::string& url) {
    auto const origin = parse_origin(url);
    if (!origin) { return wrong(variable, "\"" + url + "\" is not like https://desk.example.org (no path)"); }
    if (origin->scheme != "https" && !is_loopback(origin->host)) {
        return wrong(variable,
                     "\"" + url +
                         "\" must begin with https://, for its host is not this machine's loopback; "
                         "let a proxy in front terminate TLS (docs/04-operate)");
    }
    url = origin->text;
    return {};
}

Result<void> check_lists(Config& config) {
    for (auto const& proxy : config.trusted_proxies) {
        if (!is_network(proxy)) {
            return wrong("BALIE_TRUSTED_PROXIES", "\"" + proxy + "\" is no IP address or network");
        }
    }
    for (auto& allowed : config.allow_origins) {
        if (auto const mail = parse_mail_origin(allowed)) {
            allowed = *mail;
            continue;
        }
        auto const origin = parse_origin(allowed);
        if (!origin) {
            return wrong("BALIE_ALLOW_ORIGINS", "\"" + allowed + "\" is not like http://127.0.0.1:45123");
        }
        allowed = origin->text;
    }
    if (!config.allow_origins.empty() && !(config.listens_on_loopback() && config.public_url_is_loopback())) {
        return wrong("BALIE_ALLOW_ORIGINS",
                     "only for a desk on loopback: clear it, or set BALIE_LISTEN and "
                     "BALIE_PUBLIC_URL to 127.0.0.1");
    }
    return {};
}

// Push services turn away whoever gives no address at which somebody can be found.
Result<void> check_push(Config const& config) {
    auto const& contact = config.push_contact;
    auto const is_plain = std::ranges::all_of(
        contact, [](unsigned char letter) { return letter > ' ' && letter < 0x7F && letter != '"'; });
    if (!contact.empty() &&
        !(is_plain && (contact.starts_with("mailto:") || contact.starts_with("https://")))) {
        return wrong("BALIE_PUSH_CONTACT", "\"" + contact + "\" is not like mailto:desk@example.org");
    }
    if (!config.push_key.empty() && !p256_key_of(from_base64(config.push_key).value_or(""))) {
        return wrong("BALIE_PUSH_KEY", "must be a private key of P-256: 32 bytes in base64");
    }
    return {};
}

Result<void> check_helper(std::filesystem::path const& program) {
    if (program.empty() || (program.is_absolute() && access(program.c_str(), X_OK) == 0)) { return {}; }
    return wrong("BALIE_SOUND_HELPER",
                 "\"" + program.string() + "\" is no program: give its path, like /usr/bin/ffmpeg");
}

Result<void> check(Config& config) {
    if (!parse_listen(config.listen)) {
        return wrong("BALIE_LISTEN", "\"" + config.listen + "\" is not like 127.0.0.1:8080");
    }
    if (!config.metrics_listen.empty() && !parse_listen(config.metrics_listen)) {
        return wrong("BALIE_METRICS_LISTEN", "\"" + config.metrics_listen + "\" is not like 127.0.0.1:9090");
    }
    auto const is_public = check_public("BALIE_PUBLIC_URL", config.public_url);
    if (!is_public) { return is_public; }
    if (!config.media_url.empty()) {
        auto const is_media = check_public("BALIE_MEDIA_URL", config.media_url);
        if (!is_media) { return is_media; }
    }
    if (auto const is_push = check_push(config); !is_push) { return is_push; }
    if (auto const is_there = check_helper(config.sound_helper); !is_there) { return is_there; }
    constexpr auto levels = std::array<std::string_view, 4>{"debug", "info", "warn", "error"};
    if (std::ranges::find(levels, config.log_level) == levels.end()) {
        return wrong("BALIE_LOG_LEVEL", "one of debug, info, warn, error");
    }
    if (config.database_url.empty() && !config.database_owner_url.empty()) {
        return wrong("BALIE_DATABASE_OWNER_URL",
                     "set BALIE_DATABASE_URL as well: the server never runs as the owner");
    }
    return check_lists(config);
}

}  // namespace

bool Config::listens_on_loopback() const {
    auto const address = parse_listen(listen);
    return address && is_loopback(address->host);
}

bool Config::public_url_is_loopback() const {
    auto const origin = parse_origin(public_url);
    return origin && is_loopback(origin->host);
}

Result<Config> load_config() {
    auto const toml = read_toml();
    if (!toml) { return toml.error(); }
    auto const known = known_keys(*toml);
    if (!known) { return known.error(); }
    auto config = Config{};
    for (auto const& setting : settings()) {
        auto text = find_setting(setting.variable, *toml);
        if (!text) { return text.error(); }
        if (*text) { setting.take(config, *std::move(*text)); }
    }
    fill_defaults(config);
    auto const checked = check(config);
    if (!checked) { return checked.error(); }
    return config;
}

std::string print_config(Config const& config) {
    auto lines = std::string{};
    for (auto const& setting : settings()) {
        lines += toml_key(setting.variable) + " = " + setting.show(config) + "\n";
    }
    return lines;
}

}  // namespace balie::app
