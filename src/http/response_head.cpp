// Status line and headers, written by hand: a dozen appends to one reused string.
#include "http/response_head.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace balie::http {
namespace {

constexpr auto reasons = std::array{std::pair{101, std::string_view{"Switching Protocols"}},
                                    std::pair{200, std::string_view{"OK"}},
                                    std::pair{201, std::string_view{"Created"}},
                                    std::pair{202, std::string_view{"Accepted"}},
                                    std::pair{204, std::string_view{"No Content"}},
                                    std::pair{206, std::string_view{"Partial Content"}},
                                    std::pair{301, std::string_view{"Moved Permanently"}},
                                    std::pair{302, std::string_view{"Found"}},
                                    std::pair{303, std::string_view{"See Other"}},
                                    std::pair{304, std::string_view{"Not Modified"}},
                                    std::pair{307, std::string_view{"Temporary Redirect"}},
                                    std::pair{308, std::string_view{"Permanent Redirect"}},
                                    std::pair{400, std::string_view{"Bad Request"}},
                                    std::pair{401, std::string_view{"Unauthorized"}},
                                    std::pair{403, std::string_view{"Forbidden"}},
                                    std::pair{404, std::string_view{"Not Found"}},
                                    std::pair{405, std::string_view{"Method Not Allowed"}},
                                    std::pair{408, std::string_view{"Request Timeout"}},
                                    std::pair{409, std::string_view{"Conflict"}},
                                    std::pair{413, std::string_view{"Content Too Large"}},
                                    std::pair{415, std::string_view{"Unsupported Media Type"}},
                                    std::pair{416, std::string_view{"Range Not Satisfiable"}},
                                    std::pair{417, std::string_view{"Expectation Failed"}},
                                    std::pair{422, std::string_view{"Unprocessable Content"}},
                                    std::pair{421, std::string_view{"Misdirected Request"}},
                                    std::pair{426, std::string_view{"Upgrade Required"}},
                                    std::pair{429, std::string_view{"Too Many Requests"}},
                                    std::pair{431, std::string_view{"Request Header Fields Too Large"}},
                                    std::pair{500, std::string_view{"Internal Server Error"}},
                                    std::pair{502, std::string_view{"Bad Gateway"}},
                                    std::pair{503, std::string_view{"Service Unavailable"}},
                                    std::pair{507, std::string_view{"Insufficient Storage"}}};

std::string_view reason(int status) noexcept {
    auto const found =
        std::find_if(reasons.begin(), reasons.end(), [&](auto const& row) { return row.first == status; });
    return found == reasons.end() ? std::string_view{"Status"} : found->second;
}

void append_number(std::string& text, std::uint64_t number) {
    auto digits = std::array<char, 20>{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

// A line break in a header would let whoever wrote the value write headers of their own.
bool is_safe(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), [](char letter) {
        auto const byte = static_cast<unsigned char>(letter);
        return (byte < 0x20U && byte != '\t') || byte == 0x7FU;
    });
}

void append_headers(std::string& text, Headers const& headers) {
    for (auto const& [name, value] : headers) {
        if (!is_safe(name) || !is_safe(value)) {
            log::error("http_header_dropped", {{"name", name}});
            continue;
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }
}

}  // namespace

bool is_bodyless(int status) noexcept { return status < 200 || status == 204 || status == 304; }

void write_head(std::string& text, Response const& response, std::uint64_t body_bytes,
                Persistence persistence) {
    text.assign("HTTP/1.1 ");
    append_number(text, static_cast<std::uint64_t>(response.status));
    text.append(" ").append(reason(response.status)).append("\r\n");
    append_headers(text, response.headers);
    if (!is_bodyless(response.status)) {
        text.append("Content-Length: ");
        append_number(text, body_bytes);
        text.append("\r\n");
    }
    if (persistence == Persistence::close) { text.append("Connection: close\r\n"); }
    if (persistence == Persistence::keep_alive_stated) { text.append("Connection: keep-alive\r\n"); }
    text.append("\r\n");
}

std::string plain_answer(int status) {
    auto response = Response{status};
    auto body = std::string{reason(status)} + "\n";
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; frame-ancestors 'none'; sandbox");
    if (status == 503) { response.headers.emplace_back("Retry-After", "1"); }
    auto text = std::string{};
    write_head(text, response, body.size(), Persistence::close);
    return text + body;
}

}  // namespace balie::http
