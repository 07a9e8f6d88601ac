#include "mail/handle.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>

#include <netdb.h>
#include <sys/socket.h>

namespace balie::mail {
namespace {

constexpr auto connect_milliseconds = 15'000L;
constexpr auto words_max = std::size_t{500};

std::string numeric(sockaddr const* address, socklen_t length) {
    auto text = std::array<char, NI_MAXHOST>{};
    if (getnameinfo(address, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
        return {};
    }
    return text.data();
}

long security_of(MailSecurity security) {
    return static_cast<long>(security == MailSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
}

}  // namespace

Handle::Handle(Place place, MailServer const& server, Options const& options, Stop const& stop)
    : place_(std::move(place)), stop_(&stop), easy_(curl_easy_init(), &curl_easy_cleanup) {
    curl_easy_setopt(get(), CURLOPT_URL, place_.url.c_str());
    curl_easy_setopt(get(), CURLOPT_PROTOCOLS_STR, "imap,imaps,smtp,smtps");
    curl_easy_setopt(get(), CURLOPT_PROXY, "");
    curl_easy_setopt(get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(get(), CURLOPT_USE_SSL, security_of(server.security));
    curl_easy_setopt(get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(get(), CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(get(), CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.certificates.empty()) {
        curl_easy_setopt(get(), CURLOPT_CAINFO, options.certificates.c_str());
    }
    curl_easy_setopt(get(), CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds);
    log_in_as(server);
    curl_easy_setopt(get(), CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(get(), CURLOPT_HEADERFUNCTION, &Handle::take_reply);
    curl_easy_setopt(get(), CURLOPT_HEADERDATA, this);
    // libcurl tells of no recipient who was refused: only what goes over the line does.
    curl_easy_setopt(get(), CURLOPT_DEBUGFUNCTION, &Handle::overhear);
    curl_easy_setopt(get(), CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(get(), CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(get(), CURLOPT_XFERINFOFUNCTION, &Handle::look_up);
    curl_easy_setopt(get(), CURLOPT_XFERINFODATA, this);
    pin();
}

// With a token nothing but the ways that take one: libcurl would try its usual ones with an empty password first.
void Handle::log_in_as(MailServer const& server) {
    if (server.user.empty()) { return; }
    curl_easy_setopt(get(), CURLOPT_USERNAME, server.user.c_str());
    if (server.token.empty()) {
        curl_easy_setopt(get(), CURLOPT_PASSWORD, server.password.c_str());
        return;
    }
    curl_easy_setopt(get(), CURLOPT_XOAUTH2_BEARER, server.token.c_str());
    curl_easy_setopt(get(), CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2;AUTH=OAUTHBEARER");
}

void Handle::pin() {
    auto entry = place_.host + ":" + place_.port + ":";
    for (auto const& address : place_.addresses) {
        entry += (entry.ends_with(':') ? "" : ",") +
                 (address.find(':') == std::string::npos ? address : "[" + address + "]");
    }
    pins_.reset(curl_slist_append(nullptr, entry.c_str()));
    curl_easy_setopt(get(), CURLOPT_RESOLVE, pins_.get());
    curl_easy_setopt(get(), CURLOPT_OPENSOCKETFUNCTION, &Handle::open_socket);
    curl_easy_setopt(get(), CURLOPT_OPENSOCKETDATA, this);
}

// The last look before a connection: nothing but what was judged.
curl_socket_t Handle::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto const& addresses = static_cast<Handle const*>(self)->place_.addresses;
    auto const wanted = numeric(&address->addr, address->addrlen);
    if (std::ranges::find(addresses, wanted) == addresses.end()) { return CURL_SOCKET_BAD; }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Log-ins pass here too: nothing is kept but whom a letter is for.
int Handle::overhear(CURL*, curl_infotype type, char* bytes, std::size_t count, void* self) {
    if (type == CURLINFO_HEADER_OUT) { static_cast<Handle*>(self)->note_command({bytes, count}); }
    return 0;
}

void Handle::note_command(std::string_view command) {
    constexpr auto naming = std::string_view{"RCPT TO:<"};
    is_leaving_ = command.starts_with("QUIT");
    recipient_.clear();
    answer_.clear();
    if (!command.starts_with(naming)) { return; }
    command.remove_prefix(naming.size());
    recipient_ = command.substr(0, command.find('>'));
}

// "550-5.1.1 first" and "550 5.1.1 second" are one answer: the code once, and the words of both.
void Handle::note_answer(std::string_view line) {
    constexpr auto code_length = std::size_t{3};
    if (recipient_.empty() || line.size() < code_length) { return; }
    auto const part = answer_.empty() ? line : line.substr(code_length);
    answer_ = (answer_ + std::string{part}).substr(0, words_max);
    if (line.size() > code_length && line[code_length] == '-') { return; }
    if (line.front() == '4' || line.front() == '5') {
        auto const code = std::atoi(std::string{line.substr(0, code_length)}.c_str());
        if (answer_.size() > code_length) { answer_[code_length] = ' '; }
        refused_.push_back(Refusal{recipient_, code, storable(answer_)});
    }
    recipient_.clear();
}

Refusal const* Handle::refusal_of(std::string_view address) const noexcept {
    auto const found = std::ranges::find_if(
        refused_, [&](Refusal const& one) { return is_same_email_address(one.address, address); });
    return found == refused_.end() ? nullptr : &*found;
}

// An answer of several lines has its meaning in all of them; the last is what most people read. The server's farewell
// says nothing of the letter.
std::size_t Handle::take_reply(char const* bytes, std::size_t, std::size_t count, void* self) {
    auto& handle = *static_cast<Handle*>(self);
    auto const line = trimmed(std::string_view{bytes, count});
    if (handle.is_leaving_) { return count; }
    handle.words_ = storable(std::string{line.substr(0, words_max)});
    handle.note_answer(line);
    return count;
}

int Handle::look_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Handle const*>(self)->stop_->is_raised() ? 1 : 0;
}

int Handle::last_reply() const {
    auto code = 0L;
    curl_easy_getinfo(get(), CURLINFO_RESPONSE_CODE, &code);
    return static_cast<int>(code);
}

std::string Handle::fault(CURLcode code) const { return curl_easy_strerror(code); }

Error error_of(Handle const& handle, CURLcode code) {
    switch (code) {
        case CURLE_LOGIN_DENIED:
            return Error{ErrorCode::unauthenticated, "the server refuses the log-in: " + handle.last_words(),
                         "log_in_refused"};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CONNECT_ERROR:
            return Error{ErrorCode::unavailable, handle.fault(code), "certificate"};
        case CURLE_USE_SSL_FAILED:
            return Error{ErrorCode::unavailable, "the server does not offer STARTTLS", "no_tls"};
        default:
            return Error{ErrorCode::unavailable, handle.fault(code), "not_reachable"};
    }
}

}  // namespace balie::mail
