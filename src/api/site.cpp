// Splits the public URL once.
#include "api/site.hpp"

#include <balie/base/text.hpp>

#include <utility>

namespace balie::api {
namespace {

bool is_loopback_name(std::string_view host) noexcept {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// "host:port", "[::1]:port"; the port of the scheme when there is none.
std::pair<std::string, std::string> split(std::string_view authority, bool is_https) {
    auto const colon = authority.rfind(':');
    auto const has_port =
        colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
    auto const host = lowered(authority.substr(0, has_port ? colon : authority.size()));
    auto const port = has_port ? std::string{authority.substr(colon + 1)} : std::string{};
    return {host, port.empty() ? std::string{is_https ? "443" : "80"} : port};
}

}  // namespace

Site::Site(std::string_view public_url) : is_https_(public_url.starts_with("https://")) {
    auto const scheme = std::string_view{is_https_ ? "https://" : "http://"};
    auto const rest = public_url.starts_with(scheme) ? public_url.substr(scheme.size()) : public_url;
    auto const authority = rest.substr(0, rest.find('/'));
    std::tie(host_, port_) = split(authority, is_https_);
    is_loopback_ = is_loopback_name(host_);
    auto const is_usual_port = port_ == (is_https_ ? "443" : "80");
    origin_ = std::string{scheme} + host_ + (is_usual_port ? "" : ':' + port_);
    cookie_name_ = is_https_ ? "__Host-balie" : "balie_" + port_;
}

bool Site::is_own_host(std::string_view host) const {
    auto const [name, port] = split(host, is_https_);
    return name == host_ && port == port_;
}

bool Site::is_loopback_alias(std::string_view host) const {
    auto const [name, port] = split(host, is_https_);
    return is_loopback_ && is_loopback_name(name) && port == port_ && name != host_;
}

std::string Site::webhook_url(Channel channel, InboxId inbox) const {
    return origin_ + "/webhooks/" + std::string{to_word(channel)} + '/' + to_string(inbox);
}

}  // namespace balie::api
