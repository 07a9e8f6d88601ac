#include "mail/place.hpp"

#include "http/resolver.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::mail {
namespace {

bool is_plain_host(std::string_view host) {
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' ||
               letter == '-';
    });
}

bool is_port(std::string_view port) {
    return !port.empty() && port.size() <= 5 && port.front() != '0' &&
           std::ranges::all_of(port, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_loopback(std::string const& address) { return address.starts_with("127.") || address == "::1"; }

}  // namespace

Result<Place> find_place(MailServer const& server, Protocol protocol, Options const& options) {
    auto place = Place{{}, lowered(trimmed(server.host)), server.port};
    if (!is_plain_host(place.host) || !is_port(place.port)) {
        return Error{ErrorCode::unprocessable, "not the name and port of a mail server"};
    }
    auto const name = std::string{protocol == Protocol::imap ? "imap" : "smtp"};
    auto const authority = "://" + place.host + ":" + place.port;
    auto const is_allowed =
        std::ranges::find(options.allow_origins, name + authority) != options.allow_origins.end();
    if (server.security == MailSecurity::none && !is_allowed) {
        return Error{ErrorCode::forbidden, "a mail server without TLS"};
    }
    auto target = http::CallTarget{};
    target.host = place.host;
    target.port = place.port;
    target.is_private_allowed = is_allowed;
    auto addresses = http::resolve(target);
    if (!addresses) { return addresses.error(); }
    place.addresses = std::move(*addresses);
    if (server.security == MailSecurity::none && !std::ranges::all_of(place.addresses, is_loopback)) {
        return Error{ErrorCode::forbidden, "a mail server without TLS on another machine"};
    }
    place.url = name + (server.security == MailSecurity::tls ? "s" : "") + authority;
    return place;
}

}  // namespace balie::mail
