// Addresses as an operator writes them: "127.0.0.1:8080", "https://desk.example.org", "10.0.0.0/8".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::app {

struct ListenAddress {
    std::string host;  // without brackets
    std::uint16_t port = 0;
};
// "host:port" or "[v6]:port".
std::optional<ListenAddress> parse_listen(std::string_view text);

struct Origin {
    std::string scheme;  // "http" or "https"
    std::string host;    // lower case, without brackets
    std::string text;    // "https://desk.example.org:8443", without a slash at its end
};
// An http or https URL of nothing but scheme, host and port; a single slash at the end is dropped.
std::optional<Origin> parse_origin(std::string_view text);

// "imap://host:port" or "smtp://host:port", in lower case.
std::optional<std::string> parse_mail_origin(std::string_view text);

// localhost and what ends in .localhost, 127.0.0.0/8, ::1.
bool is_loopback(std::string_view host);

// An IP address, perhaps with "/bits".
bool is_network(std::string_view text);

}  // namespace balie::app
