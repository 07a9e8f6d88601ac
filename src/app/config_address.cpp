// Parses the few kinds of address that settings hold.
#include "app/config_address.hpp"

#include <balie/base/text.hpp>

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace balie::app {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
    auto port = std::uint16_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return port;
}

bool is_address(std::string const& text, int family) {
    unsigned char bytes[sizeof(in6_addr)] = {};
    return inet_pton(family, text.c_str(), bytes) == 1;
}

bool is_host(std::string_view host) {
    auto const allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
               character == '-' || character == '.' || character == '_';
    };
    return !host.empty() && std::ranges::all_of(host, allowed);
}

// The host in front, taken from the rest: "[::1]" or everything up to the colon.
std::optional<std::string> take_host(std::string_view& rest) {
    if (rest.starts_with('[')) {
        auto const end = rest.find(']');
        if (end == std::string_view::npos) { return std::nullopt; }
        auto host = std::string{rest.substr(1, end - 1)};
        rest.remove_prefix(end + 1);
        return is_address(host, AF_INET6) ? std::optional{host} : std::nullopt;
    }
    auto host = lowered(rest.substr(0, rest.find(':')));
    rest.remove_prefix(host.size());
    return is_host(host) ? std::optional{host} : std::nullopt;
}

}  // namespace

std::optional<ListenAddress> parse_listen(std::string_view text) {
    auto host = take_host(text);
    if (!host || !text.starts_with(':')) { return std::nullopt; }
    auto const port = parse_port(text.substr(1));
    if (!port) { return std::nullopt; }
    return ListenAddress{*std::move(host), *port};
}

std::optional<Origin> parse_origin(std::string_view text) {
    if (text.ends_with('/')) { text.remove_suffix(1); }
    auto const scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos) { return std::nullopt; }
    auto const scheme = lowered(text.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") { return std::nullopt; }
    auto rest = text.substr(scheme_end + 3);
    auto const authority = lowered(rest);
    auto host = take_host(rest);
    if (!host) { return std::nullopt; }
    if (!rest.empty() && (!rest.starts_with(':') || !parse_port(rest.substr(1)))) { return std::nullopt; }
    return Origin{scheme, *std::move(host), scheme + "://" + authority};
}

std::optional<std::string> parse_mail_origin(std::string_view text) {
    for (auto const scheme : {std::string_view{"imap://"}, std::string_view{"smtp://"}}) {
        if (!text.starts_with(scheme)) { continue; }
        auto const address = parse_listen(text.substr(scheme.size()));
        return address ? std::optional{lowered(text)} : std::nullopt;
    }
    return std::nullopt;
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host.ends_with(".localhost") || host == "::1") { return true; }
    return host.starts_with("127.") && is_address(std::string{host}, AF_INET);
}

bool is_network(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = std::string{text.substr(0, slash)};
    auto const is_v4 = is_address(address, AF_INET);
    if (!is_v4 && !is_address(address, AF_INET6)) { return false; }
    if (slash == std::string_view::npos) { return true; }
    auto const bits = parse_port(text.substr(slash + 1));
    return bits && *bits <= (is_v4 ? 32 : 128);
}

}  // namespace balie::app
