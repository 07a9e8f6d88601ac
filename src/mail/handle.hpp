// A libcurl handle on its way to one mail server: pinned, verified, logged in, and stopped when told.
#pragma once

#include "mail/place.hpp"
#include "mail/stop.hpp"

#include <balie/base/mail_client.hpp>

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <string>

namespace balie::mail {

class Handle {
public:
    // Sets what every call needs; nothing leaves yet.
    Handle(Place place, MailServer const& server, Options const& options, Stop const& stop);
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;

    CURL* get() const noexcept { return easy_.get(); }
    CURLcode perform() noexcept { return curl_easy_perform(easy_.get()); }
    int last_reply() const;                                            // 550; 0: none
    std::string const& last_words() const noexcept { return words_; }  // of the server, one line
    std::string fault(CURLcode code) const;                            // for the log

private:
    void log_in_as(MailServer const& server);
    void pin();
    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address);
    static std::size_t take_reply(char const* bytes, std::size_t, std::size_t count, void* self);
    static int look_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

    Place place_;
    Stop const* stop_;
    std::string words_;
    List pins_{nullptr, &curl_slist_free_all};
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;  // last: it uses the list when it closes
};

// What a failed connection means, as an error of MailClient.
Error error_of(Handle const& handle, CURLcode code);

}  // namespace balie::mail
