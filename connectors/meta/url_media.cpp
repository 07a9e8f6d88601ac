// The client judges every address and every redirect; here it is only asked that they are few.
#include <connectors/meta/url_media.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/item.hpp>

#include <system_error>

namespace balie::connectors::meta {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto redirects_max = 3U;

Error call_error(CallFailure const& failure) {
    if (failure.too_large) { return {ErrorCode::too_large, "the file is larger than allowed"}; }
    if (failure.refused) { return {ErrorCode::unprocessable, failure.detail, "address_refused"}; }
    return {ErrorCode::unavailable, failure.detail};
}

// An address carries the time until which it is good; after that it is forbidden or not found, for ever.
Error answer_error(int status) {
    if (status == 403 || status == 404 || status == 410) {
        return {ErrorCode::not_found, "the platform no longer has the file"};
    }
    return {ErrorCode::unavailable, "the file's address answered with HTTP " + std::to_string(status)};
}

}  // namespace

Task<Result<FetchedMedia>> UrlMedia::fetch(InboundAttachment attachment, Secrets, std::filesystem::path to,
                                           std::size_t bytes_max) {
    if (attachment.url.empty()) { co_return Error{ErrorCode::not_found, "the file has no address"}; }
    if (!is_fetchable(attachment.url)) {
        co_return Error{ErrorCode::unprocessable, "nothing is fetched from such an address",
                        "address_refused"};
    }
    auto call = HttpCall{"GET", attachment.url};
    call.headers = {{"User-Agent", std::string{user_agent}}};
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    call.redirects_max = redirects_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return call_error(answer.error()); }
    if (answer->status != 200) { co_return answer_error(answer->status); }
    auto fetched = FetchedMedia{};
    fetched.mime = header(answer->headers, "Content-Type");
    auto fault = std::error_code{};
    fetched.bytes = std::filesystem::file_size(to, fault);
    if (fault) { co_return Error{ErrorCode::unavailable, "the file could not be read back"}; }
    co_return fetched;
}

}  // namespace balie::connectors::meta
