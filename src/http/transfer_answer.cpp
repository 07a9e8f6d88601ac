// What comes back: headers, body in memory or on disk, redirects, and the outcome.
#include "http/transfer.hpp"

#include "http/client.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::http {
namespace {

constexpr auto headers_max = std::size_t{200};

bool is_redirect(long status) noexcept {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::size_t Transfer::take_header(char const* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    auto const line = trimmed({bytes, count});
    // A second status line (after "100 Continue") begins the real head.
    if (line.starts_with("HTTP/")) { transfer.answer_.headers.clear(); }
    auto const colon = line.find(':');
    if (colon == std::string_view::npos || transfer.answer_.headers.size() >= headers_max) { return count; }
    transfer.answer_.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    return count;
}

std::size_t Transfer::take_body(char const* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.received_bytes_ += count;
    if (transfer.received_bytes_ > transfer.call_.answer_bytes_max) {
        transfer.is_too_large_ = true;
        return 0;
    }
    return transfer.keep({bytes, count}) ? count : 0;
}

// Only what was asked for goes to the file; a platform's complaint is for the caller to read.
bool Transfer::keep(std::string_view bytes) {
    auto status = 0L;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    if (call_.save_to.empty() || status < 200 || status > 299) {
        answer_.body.append(bytes);
        return true;
    }
    if (!saved_) {
        remove_saved();
        saved_ = File::create_private(call_.save_to);
    }
    is_unsaved_ = !saved_ || !saved_->append(bytes);
    return !is_unsaved_;
}

std::optional<std::string> Transfer::next_location() const {
    auto status = 0L;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    if (redirects_left_ == 0 || !takes_repetition() || !is_redirect(status)) { return std::nullopt; }
    auto const location = header(answer_.headers, "Location");
    if (location.empty()) { return std::nullopt; }
    return redirected(target_.url, std::string{location});
}

void Transfer::turn_to(CallTarget target) {
    target_ = std::move(target);
    --redirects_left_;
}

void Transfer::succeed() {
    auto status = 0L;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    answer_.status = static_cast<int>(status);
    if (!call_.save_to.empty() && !saved_ && status >= 200 && status <= 299) {
        saved_ = File::create_private(call_.save_to);  // an empty answer is an empty file
    }
    saved_.reset();
    done_(std::move(answer_));
}

// curl's own texts name no URL, whose path or query may hold a secret.
void Transfer::fail(CURLcode code) {
    auto failure = CallFailure{stage(), curl_easy_strerror(code)};
    failure.too_large = is_too_large_;
    if (is_too_large_) { failure.detail = "the answer is too large"; }
    if (is_unsaved_) { failure.detail = "the answer could not be saved"; }
    fail(std::move(failure));
}

void Transfer::fail(CallFailure failure) {
    saved_.reset();
    remove_saved();
    done_(std::move(failure));
}

void Transfer::remove_saved() const {
    auto ignored = std::error_code{};
    if (!call_.save_to.empty()) { std::filesystem::remove(call_.save_to, ignored); }
}

}  // namespace balie::http
