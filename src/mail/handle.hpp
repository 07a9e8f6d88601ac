// A libcurl handle on its way to one mail server: pinned, verified, logged in, and stopped when told.
#pragma once

#include "mail/place.hpp"
#include "mail/stop.hpp"

#include <balie/base/mail_client.hpp>

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace balie::mail {

// An address to which the server takes no mail.
struct Refusal {
    std::string address;
    int code;           // 550
    std::string words;  // the server's, in one line
};

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
    std::vector<Refusal> const& refused() const noexcept { return refused_; }
    Refusal const* refusal_of(std::string_view address) const noexcept;
    std::string fault(CURLcode code) const;  // for the log

private:
    void log_in_as(MailServer const& server);
    void pin();
    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address);
    static int overhear(CURL*, curl_infotype type, char* bytes, std::size_t count, void* self);
    void note_command(std::string_view command);
    void note_answer(std::string_view line);
    static std::size_t take_reply(char const* bytes, std::size_t, std::size_t count, void* self);
    static int look_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

    Place place_;
    Stop const* stop_;
    std::string words_;
    std::string recipient_;  // of the RCPT TO that waits for its answer
    std::string answer_;     // to it, so far
    bool is_leaving_ = false;
    std::vector<Refusal> refused_;
    List pins_{nullptr, &curl_slist_free_all};
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_;  // last: it uses the list when it closes
};

// What a failed connection means, as an error of MailClient.
Error error_of(Handle const& handle, CURLcode code);

}  // namespace balie::mail
