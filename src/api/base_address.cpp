// A first judgement, so that a slip is told when it is made and not when a customer waits.
#include "api/base_address.hpp"

#include "http/client.hpp"

#include <balie/base/text.hpp>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

namespace balie::api {
namespace {

bool is_plain(std::string_view url) {
    return std::all_of(url.begin(), url.end(), [](unsigned char letter) {
        return letter > ' ' && letter < 0x7F && letter != '@' && letter != '\\' && letter != '?' &&
               letter != '#';
    });
}

std::string origin_of(std::string_view url) {
    auto const scheme = url.find("://");
    if (scheme == std::string_view::npos) { return {}; }
    return lowered(url.substr(0, std::min(url.find('/', scheme + 3), url.size())));
}

bool is_port(std::string_view text) {
    constexpr auto port_max = 65'535;
    auto port = 0;
    auto const* const end = text.data() + text.size();
    auto const [read_to, fault] = std::from_chars(text.data(), end, port);
    return fault == std::errc{} && read_to == end && port > 0 && port <= port_max;
}

// Of "https://host:port"; empty when that is not what it is.
std::string host_of(std::string_view origin) {
    origin.remove_prefix(std::string_view{"https://"}.size());
    auto const colon = origin.rfind(':');
    auto const has_port =
        colon != std::string_view::npos && origin.find(']', colon) == std::string_view::npos;
    if (has_port && !is_port(origin.substr(colon + 1))) { return {}; }
    auto host = origin.substr(0, has_port ? colon : origin.size());
    if (!host.starts_with('[') && host.find(':') != std::string_view::npos) { return {}; }
    if (host.starts_with('[') && host.ends_with(']')) { host = host.substr(1, host.size() - 2); }
    return std::string{host};
}

bool is_public_host(std::string const& host) {
    auto failed = boost::system::error_code{};
    boost::asio::ip::make_address(host, failed);
    if (!failed) { return http::is_public_address(host); }
    // A name has a dot and does not end in a number: "2130706433" and "0x7f.1" are spellings of addresses.
    auto const last = host.substr(host.rfind('.') + 1);
    auto const is_number = last.empty() || (last.front() >= '0' && last.front() <= '9');
    return host.find('.') != std::string::npos && !is_number && host != "localhost" &&
           !host.ends_with(".localhost");
}

}  // namespace

bool may_be_called(std::string_view url, std::vector<std::string> const& allow_origins) {
    if (!is_plain(url)) { return false; }
    auto const origin = origin_of(url);
    if (std::find(allow_origins.begin(), allow_origins.end(), origin) != allow_origins.end()) { return true; }
    return origin.starts_with("https://") && is_public_host(host_of(origin));
}

}  // namespace balie::api
