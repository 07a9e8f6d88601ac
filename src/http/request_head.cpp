// Beast's parser knows the grammar; what it forgives (folded lines, repeated lengths, codings other than chunked)
// is refused here, because a proxy in front might read it differently (request smuggling, RFC 9112 section 11.2).
#include "http/request_head.hpp"

#include <balie/base/text.hpp>

#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace balie::http {
namespace {

constexpr auto headers_expected = std::size_t{16};

bool is_folded(std::string_view head) noexcept {
    return head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos;
}

bool equals_without_case(std::string_view text, std::string_view lower) noexcept {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

bool is_number(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

std::size_t count(Headers const& headers, std::string_view name) noexcept {
    return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [&](auto const& field) {
        return equals_without_case(field.first, name);
    }));
}

// A host has no place for what would change a log line, a redirect or a path.
bool is_host(std::string_view text) noexcept {
    return text.size() <= 255 && text.find_first_of(" \t/\\@,\"<>?#") == std::string_view::npos;
}

// A slash or NUL that was escaped would mean one path to a proxy and another to us.
bool is_plain_path(std::string_view encoded) noexcept {
    for (auto at = encoded.find('%'); at != std::string_view::npos; at = encoded.find('%', at + 1)) {
        auto const escape = encoded.substr(at, 3);
        if (escape == "%2F" || escape == "%2f" || escape == "%00" || escape == "%5C" || escape == "%5c") {
            return false;
        }
    }
    return true;
}

}  // namespace

int RequestParser::parse_head(std::string_view head) {
    if (is_folded(head)) { return 400; }
    auto fault = error_code{};
    header_limit(static_cast<std::uint32_t>(head.size() + 1));
    body_limit(boost::none);  // the limit is the application's, judged before the body is read
    request_.headers.reserve(headers_expected);
    put(boost::asio::const_buffer{head.data(), head.size()}, fault);
    if (fault || !is_head_complete_) { return 400; }
    return judge();
}

int RequestParser::judge() {
    if (!has_one_framing() || !has_one_good_host() || !take_target()) { return 400; }
    framing_.is_chunked = chunked();
    framing_.content_length = content_length().value_or(0);
    framing_.keep_alive = keep_alive();
    auto const expectation = request_.header("Expect");
    framing_.expects_continue = equals_without_case(expectation, "100-continue");
    if (!expectation.empty() && !framing_.expects_continue) { return 417; }
    request_.is_upgrade = upgrade() && equals_without_case(request_.header("Upgrade"), "websocket");
    return 0;
}

bool RequestParser::has_one_framing() const {
    auto const lengths = count(request_.headers, "content-length");
    auto const codings = count(request_.headers, "transfer-encoding");
    if (lengths + codings > 1) { return false; }
    if (lengths == 1) { return is_number(request_.header("Content-Length")); }
    if (codings == 1) {
        return !framing_.is_version_1_0 &&
               equals_without_case(request_.header("Transfer-Encoding"), "chunked");
    }
    return true;
}

bool RequestParser::has_one_good_host() const {
    auto const hosts = count(request_.headers, "host");
    if (hosts == 0) { return framing_.is_version_1_0; }
    return hosts == 1 && is_host(request_.header("Host"));
}

bool RequestParser::take_target() {
    auto const target = std::string_view{request_.target};
    if (target.empty() || target.front() != '/') { return false; }
    auto const question = std::min(target.find('?'), target.size());
    auto const encoded = target.substr(0, question);
    if (!is_plain_path(encoded)) { return false; }
    auto path = percent_decode(encoded);
    auto query = parse_form(target.substr(std::min(question + 1, target.size())));
    if (!path || !query) { return false; }
    request_.path = std::move(*path);
    request_.query = std::move(*query);
    return true;
}

std::optional<std::size_t> RequestParser::decode_chunks(std::string_view bytes, std::string& body) {
    auto fault = error_code{};
    body_ = &body;
    eager(true);
    auto const taken = put(boost::asio::const_buffer{bytes.data(), bytes.size()}, fault);
    body_ = nullptr;
    if (fault && fault != boost::beast::http::error::need_more) { return std::nullopt; }
    return taken;
}

void RequestParser::on_request_impl(boost::beast::http::verb, string_view method, string_view target,
                                    int version, error_code&) {
    framing_.is_head = method == "HEAD";
    framing_.is_version_1_0 = version < 11;
    request_.method.assign(framing_.is_head ? "GET" : std::string_view{method.data(), method.size()});
    request_.target.assign(target.data(), target.size());
}

// Trailers come the same way; nothing of ours reads them, so they must not pass for headers.
void RequestParser::on_field_impl(boost::beast::http::field, string_view name, string_view value,
                                  error_code&) {
    if (is_head_complete_) { return; }
    request_.headers.emplace_back(std::piecewise_construct, std::forward_as_tuple(name.data(), name.size()),
                                  std::forward_as_tuple(value.data(), value.size()));
}

void RequestParser::on_header_impl(error_code&) { is_head_complete_ = true; }

// Bodies of a stated length never come here: the connection reads them straight into the request.
std::size_t RequestParser::on_body_impl(string_view body, error_code&) { return body.size(); }

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, string_view body, error_code&) {
    if (body_ != nullptr) { body_->append(body.data(), body.size()); }
    return body.size();
}

}  // namespace balie::http
