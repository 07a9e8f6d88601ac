// Requests and responses as our handlers see them; Beast stays in this room's sources.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/text.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace balie::http {

struct Request {
    std::string method;  // "GET"
    std::string target;  // as it came: path and query
    std::string path;    // decoded, without query
    Fields query;        // decoded, in order
    Headers headers;
    std::string body;
    std::filesystem::path
        body_file;     // when the application asked for the body in a file; the session deletes it afterwards
    std::string peer;  // address of the client, from configured proxies only (BALIE_TRUSTED_PROXIES)
    bool is_upgrade = false;  // asks for a WebSocket

    std::string_view header(std::string_view name) const noexcept { return balie::header(headers, name); }
    std::optional<std::string> query_value(std::string_view name) const;  // the first of that name
};

// A file to be sent from disk.
struct FileBody {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::optional<FileBody> file;
    std::shared_ptr<void const> keep;  // keeps what static_body points into alive
    std::string_view static_body;      // instead of body: bytes that outlive the response (embedded files)
    bool is_dropped = false;           // no answer at all, the connection just ends

    Response() = default;
    explicit Response(int status_) : status(status_) {}
    Response(int status_, std::string content_type, std::string body_)
        : status(status_), body(std::move(body_)) {
        headers.emplace_back("Content-Type", std::move(content_type));
    }
};

}  // namespace balie::http
