// libcurl's own URL parser does the reading: a second parser would sooner or later see another host than curl does.
#include "http/call_target.hpp"

#include <balie/base/text.hpp>
#include <balie/base/web_address.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace balie::http {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

constexpr auto url_bytes_max = std::size_t{4096};

Url make_url() { return {curl_url(), &curl_url_cleanup}; }

std::string part(Url const& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) { return {}; }
    auto const owned = std::unique_ptr<char, decltype(&curl_free)>{text, &curl_free};
    return text;
}

bool has(Url const& url, CURLUPart which) {
    char* text = nullptr;
    auto const outcome = curl_url_get(url.get(), which, &text, 0);
    curl_free(text);
    return outcome == CURLUE_OK;
}

bool is_plain_host(std::string_view host) {
    if (host.starts_with('[')) { return host.find('%') == std::string_view::npos; }
    return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
    });
}

bool is_default_port(std::string_view scheme, std::string_view port) {
    return (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
}

std::string origin_of(Url const& url) {
    auto const scheme = lowered(part(url, CURLUPART_SCHEME));
    auto const port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    auto origin = scheme + "://" + lowered(part(url, CURLUPART_HOST));
    return is_default_port(scheme, port) ? origin : origin + ":" + port;
}

bool parse(Url const& url, std::string const& text) {
    return url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
}

bool is_allowed(std::string const& origin, std::vector<std::string> const& allow_origins) {
    return std::any_of(allow_origins.begin(), allow_origins.end(), [&](std::string const& allowed) {
        auto const url = make_url();
        return parse(url, allowed) && origin_of(url) == origin;
    });
}

std::string without_brackets(std::string host) {
    if (host.size() < 2 || host.front() != '[') { return host; }
    return host.substr(1, host.size() - 2);
}

}  // namespace

Result<CallTarget> judge_url(std::string const& text, std::vector<std::string> const& allow_origins) {
    auto const is_clean = std::all_of(text.begin(), text.end(), [](char letter) {
        return static_cast<unsigned char>(letter) > 0x20U && static_cast<unsigned char>(letter) < 0x7FU &&
               letter != '\\';
    });
    if (!is_clean || text.size() > url_bytes_max) {
        return Error{ErrorCode::unprocessable, "not a plain URL"};
    }
    auto const url = make_url();
    if (!parse(url, text)) { return Error{ErrorCode::unprocessable, "not a URL we call"}; }
    if (has(url, CURLUPART_USER) || has(url, CURLUPART_PASSWORD) || has(url, CURLUPART_ZONEID)) {
        return Error{ErrorCode::unprocessable, "a URL with a user or a zone"};
    }
    auto target = CallTarget{};
    auto const host = lowered(part(url, CURLUPART_HOST));
    if (!is_plain_host(host)) { return Error{ErrorCode::unprocessable, "not a plain host name"}; }
    target.host = without_brackets(host);
    target.port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    target.origin = origin_of(url);
    target.is_private_allowed = is_allowed(target.origin, allow_origins);
    if (!target.is_private_allowed && !target.origin.starts_with("https://")) {
        return Error{ErrorCode::unprocessable, "not https"};
    }
    if (!is_web_address(target.origin)) { return Error{ErrorCode::unprocessable, "not http"}; }
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    target.url = part(url, CURLUPART_URL);
    return target;
}

std::string redirected(std::string const& base, std::string const& location) {
    auto const url = make_url();
    if (!parse(url, base) || !parse(url, location)) { return {}; }
    return part(url, CURLUPART_URL);
}

}  // namespace balie::http
