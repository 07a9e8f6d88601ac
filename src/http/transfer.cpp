// Every option that decides where a call goes, how long it may take and how much it may bring is set here.
#include "http/transfer.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <netdb.h>
#include <sys/socket.h>

namespace balie::http {
namespace {

constexpr auto connect_time = std::chrono::milliseconds{5'000};
// Shorter than the platforms keep an idle connection: a request on one that they just closed ends as "perhaps sent".
constexpr auto idle_connection_seconds = 20L;

bool is_safe(std::string_view text) noexcept {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos;
}

std::string numeric(sockaddr const* address, socklen_t length) {
    auto text = std::array<char, NI_MAXHOST>{};
    if (getnameinfo(address, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
        return {};
    }
    return text.data();
}

}  // namespace

Transfer::Transfer(HttpCall call, CallTarget target, std::function<void(CallOutcome)> done)
    : call_(std::move(call)),
      target_(std::move(target)),
      first_origin_(target_.origin),
      redirects_left_(call_.redirects_max),
      done_(std::move(done)),
      easy_(curl_easy_init(), &curl_easy_cleanup) {}

Transfer::~Transfer() = default;

std::chrono::steady_clock::time_point Transfer::connect_deadline() const noexcept {
    return begun_at_ + std::min(call_.timeout, connect_time);
}

bool Transfer::prepare(std::vector<std::string> addresses, std::string const& user_agent) {
    if (!easy_) { return false; }
    addresses_ = std::move(addresses);
    answer_ = HttpAnswer{};
    received_bytes_ = 0;
    requests_ = 0;
    curl_easy_reset(handle());
    curl_easy_setopt(handle(), CURLOPT_PRIVATE, this);
    curl_easy_setopt(handle(), CURLOPT_URL, target_.url.c_str());
    curl_easy_setopt(handle(), CURLOPT_USERAGENT, user_agent.c_str());
    curl_easy_setopt(handle(), CURLOPT_HEADERFUNCTION, &Transfer::take_header);
    curl_easy_setopt(handle(), CURLOPT_HEADERDATA, this);
    curl_easy_setopt(handle(), CURLOPT_WRITEFUNCTION, &Transfer::take_body);
    curl_easy_setopt(handle(), CURLOPT_WRITEDATA, this);
    set_limits();
    pin();
    set_request();
    return set_headers() && set_parts();
}

void Transfer::set_limits() {
    auto const spent = std::chrono::steady_clock::now() - begun_at_;
    auto const left = call_.timeout - std::chrono::duration_cast<std::chrono::milliseconds>(spent);
    auto const total = std::max<long>(1, static_cast<long>(left.count()));
    curl_easy_setopt(handle(), CURLOPT_TIMEOUT_MS, total);
    curl_easy_setopt(handle(), CURLOPT_CONNECTTIMEOUT_MS, std::min<long>(total, connect_time.count()));
    curl_easy_setopt(handle(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle(), CURLOPT_MAXAGE_CONN, idle_connection_seconds);
    curl_easy_setopt(handle(), CURLOPT_PROTOCOLS_STR,
                     target_.origin.starts_with("http://") ? "http" : "https");
    curl_easy_setopt(handle(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // An empty proxy also shuts out the one that the environment may name.
    curl_easy_setopt(handle(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle(), CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle(), CURLOPT_PREREQFUNCTION, &Transfer::begin_request);
    curl_easy_setopt(handle(), CURLOPT_PREREQDATA, this);
}

// The list feeds curl's own cache of names; the socket's guard holds whatever way curl takes to an address.
void Transfer::pin() {
    auto entry = target_.host + ":" + target_.port + ":";
    for (auto const& address : addresses_) {
        if (entry.back() != ':') { entry += ','; }
        entry += address.find(':') == std::string::npos ? address : "[" + address + "]";
    }
    pins_.reset(target_.host.find(':') == std::string::npos ? curl_slist_append(nullptr, entry.c_str())
                                                            : nullptr);
    curl_easy_setopt(handle(), CURLOPT_RESOLVE, pins_.get());
    curl_easy_setopt(handle(), CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
    curl_easy_setopt(handle(), CURLOPT_OPENSOCKETDATA, this);
}

void Transfer::set_request() {
    auto const has_body =
        call_.method == "POST" || call_.method == "PUT" || call_.method == "PATCH" || !call_.body.empty();
    if (!call_.parts.empty()) {
        curl_easy_setopt(handle(), CURLOPT_CUSTOMREQUEST, call_.method.c_str());
        return;
    }
    if (has_body) {
        curl_easy_setopt(handle(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
        curl_easy_setopt(handle(), CURLOPT_POSTFIELDS, call_.body.c_str());
        curl_easy_setopt(handle(), CURLOPT_CUSTOMREQUEST, call_.method.c_str());
        return;
    }
    if (call_.method == "HEAD") {
        curl_easy_setopt(handle(), CURLOPT_NOBODY, 1L);
        return;
    }
    curl_easy_setopt(handle(), CURLOPT_HTTPGET, 1L);
    if (call_.method != "GET") { curl_easy_setopt(handle(), CURLOPT_CUSTOMREQUEST, call_.method.c_str()); }
}

// What proves who we are goes to the first origin only, wherever that one sends us.
bool Transfer::set_headers() {
    auto* list = curl_slist_append(nullptr, "Expect:");
    if (header(call_.headers, "Content-Type").empty() && call_.parts.empty()) {
        list = curl_slist_append(list, "Content-Type:");
    }
    headers_.reset(list);
    if (!is_safe(call_.method)) { return false; }
    for (auto const& [name, value] : call_.headers) {
        if (name.empty() || !is_safe(name) || !is_safe(value)) { return false; }
        auto const lower = lowered(name);
        auto const is_secret = lower == "authorization" || lower == "cookie";
        if (is_secret && target_.origin != first_origin_) { continue; }
        auto const line = value.empty() ? name + ";" : name + ": " + value;
        list = curl_slist_append(headers_.release(), line.c_str());
        headers_.reset(list);
    }
    return curl_easy_setopt(handle(), CURLOPT_HTTPHEADER, headers_.get()) == CURLE_OK;
}

bool Transfer::set_parts() {
    if (call_.parts.empty()) { return true; }
    form_.reset(curl_mime_init(handle()));
    for (auto const& part : call_.parts) {
        auto* const added = curl_mime_addpart(form_.get());
        curl_mime_name(added, part.name.c_str());
        auto const is_set = part.file.empty() ? curl_mime_data(added, part.value.data(), part.value.size())
                                              : curl_mime_filedata(added, part.file.c_str());
        if (is_set != CURLE_OK) { return false; }
        if (!part.file_name.empty()) { curl_mime_filename(added, part.file_name.c_str()); }
        if (!part.mime.empty()) { curl_mime_type(added, part.mime.c_str()); }
    }
    return curl_easy_setopt(handle(), CURLOPT_MIMEPOST, form_.get()) == CURLE_OK;
}

// curl repeats a request by itself when a kept connection turns out to be dead, even a POST. Whether the platform
// took the first one is not known then, so only what may be repeated is.
int Transfer::begin_request(void* self, char*, char*, int, int) {
    auto& transfer = *static_cast<Transfer*>(self);
    ++transfer.requests_;
    if (transfer.requests_ > 1 && !transfer.takes_repetition()) { return CURL_PREREQFUNC_ABORT; }
    transfer.is_begun_ = true;
    return CURL_PREREQFUNC_OK;
}

curl_socket_t Transfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto const& allowed = static_cast<Transfer*>(self)->addresses_;
    auto const wanted = numeric(&address->addr, address->addrlen);
    if (std::find(allowed.begin(), allowed.end(), wanted) == allowed.end()) { return CURL_SOCKET_BAD; }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace balie::http
