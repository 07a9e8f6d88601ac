// Where the desk is to be found, as the operator says; never taken from a request.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <string>
#include <string_view>

namespace balie::api {

class Site {
public:
    // Of a public URL that the configuration has judged: "https://desk.example", "http://127.0.0.1:8080".
    explicit Site(std::string_view public_url);

    std::string const& origin() const noexcept { return origin_; }
    std::string const& cookie_name() const noexcept { return cookie_name_; }
    bool is_https() const noexcept { return is_https_; }
    bool is_loopback() const noexcept { return is_loopback_; }

    // True for the Host header of the public URL.
    bool is_own_host(std::string_view host) const;
    // True for another name of the same loopback address and port.
    bool is_loopback_alias(std::string_view host) const;

    std::string webhook_url(Channel channel, InboxId inbox) const;

private:
    std::string origin_;
    std::string host_;  // without port, lower case
    std::string port_;
    std::string cookie_name_;
    bool is_https_;
    bool is_loopback_;
};

}  // namespace balie::api
