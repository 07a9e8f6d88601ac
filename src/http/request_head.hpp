// The head of a request: from bytes to a Request, strict where leniency lets two servers disagree about a message.
#pragma once

#include "http/message.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::http {

// How the body is delimited, and what is to become of the connection.
struct Framing {
    std::uint64_t content_length = 0;
    bool is_chunked = false;
    bool is_head = false;
    bool keep_alive = false;
    bool is_version_1_0 = false;
    bool expects_continue = false;
};

// Parses one request; afterwards it decodes the chunks of its body, if it has any.
class RequestParser final : private boost::beast::http::basic_parser<true> {
public:
    // `head` ends with its empty line. Answers 0, or the status with which to refuse the request.
    int parse_head(std::string_view head);

    Request& request() noexcept { return request_; }
    Framing const& framing() const noexcept { return framing_; }

    // Decodes as much as it can into `body`; answers how many bytes it took, or nothing when the coding is broken.
    std::optional<std::size_t> decode_chunks(std::string_view bytes, std::string& body);
    bool is_body_complete() const { return is_done(); }

private:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;

    int judge();
    bool has_one_good_host() const;
    bool has_one_framing() const;
    bool take_target();

    void on_request_impl(boost::beast::http::verb verb, string_view method, string_view target, int version,
                         error_code& fault) override;
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(boost::beast::http::field field, string_view name, string_view value,
                       error_code& fault) override;
    void on_header_impl(error_code& fault) override;
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(string_view body, error_code& fault) override;
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code& fault) override;
    void on_finish_impl(error_code&) override {}

    Request request_;
    Framing framing_;
    std::string* body_ = nullptr;  // where decode_chunks gathers, while it runs
    bool is_head_complete_ = false;
};

}  // namespace balie::http
