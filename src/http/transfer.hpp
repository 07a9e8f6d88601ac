// One call of the client and its libcurl handle.
#pragma once

#include "http/call_target.hpp"
#include "http/file.hpp"

#include <balie/base/http_client.hpp>

#include <curl/curl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::http {

using CallOutcome = boost::system::result<HttpAnswer, CallFailure>;

// Belongs to the client's thread from the moment it is handed in; `done` is called once, there.
class Transfer {
public:
    Transfer(HttpCall call, CallTarget target, std::function<void(CallOutcome)> done);
    Transfer(Transfer const&) = delete;
    Transfer& operator=(Transfer const&) = delete;
    ~Transfer();

    CallTarget const& target() const noexcept { return target_; }
    CURL* handle() const noexcept { return easy_.get(); }

    // The end of the wait for the host's name, which counts as a part of connecting.
    std::chrono::steady_clock::time_point connect_deadline() const noexcept;

    // Makes the handle ready to go to these addresses and to no others. False: a header or file that cannot be sent.
    bool prepare(std::vector<std::string> addresses, std::string const& user_agent);

    // Where the answer leads, when it is a redirect that the call follows.
    std::optional<std::string> next_location() const;
    void turn_to(CallTarget target);

    void succeed();
    void fail(CURLcode code);
    void fail(CallFailure failure);
    CallStage stage() const noexcept {
        return is_begun_ ? CallStage::after_first_byte : CallStage::before_first_byte;
    }

private:
    void set_limits();
    void set_request();
    bool set_headers();
    bool set_parts();
    void pin();
    bool takes_repetition() const noexcept { return call_.method == "GET" || call_.method == "HEAD"; }
    void remove_saved() const;

    static std::size_t take_body(char const* bytes, std::size_t, std::size_t count, void* self);
    static std::size_t take_header(char const* bytes, std::size_t, std::size_t count, void* self);
    static int begin_request(void* self, char*, char*, int, int);
    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address);

    bool keep(std::string_view bytes);

    using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

    HttpCall call_;
    CallTarget target_;
    std::string first_origin_;
    unsigned redirects_left_;
    std::chrono::steady_clock::time_point begun_at_ = std::chrono::steady_clock::now();
    std::function<void(CallOutcome)> done_;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;
    std::unique_ptr<curl_mime, decltype(&curl_mime_free)> form_{nullptr, &curl_mime_free};
    List headers_{nullptr, &curl_slist_free_all};
    List pins_{nullptr, &curl_slist_free_all};
    std::vector<std::string> addresses_;
    HttpAnswer answer_;
    std::optional<File> saved_;
    std::size_t received_bytes_ = 0;
    unsigned requests_ = 0;  // how often this hop's request was begun
    bool is_begun_ = false;
    bool is_too_large_ = false;
    bool is_unsaved_ = false;
};

}  // namespace balie::http
