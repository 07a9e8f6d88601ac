// The client judges every address and every redirect; here it is only asked that they are few.
#include <connectors/api/media.hpp>

#include <connectors/platform/outcome.hpp>

#include <system_error>

namespace balie::connectors::api {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto redirects_max = 3U;

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    if (attachment.url.empty()) {
        co_return co_await uploads_.fetch(std::move(attachment), std::move(secrets), std::move(to),
                                          bytes_max);
    }
    auto call = HttpCall{"GET", attachment.url};
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    call.redirects_max = redirects_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return platform::fetch_error(answer.error()); }
    if (answer->status != 200) { co_return platform::status_error(answer->status); }
    auto fetched = FetchedMedia{};
    fetched.mime = header(answer->headers, "Content-Type");
    auto fault = std::error_code{};
    fetched.bytes = std::filesystem::file_size(to, fault);
    if (fault) { co_return Error{ErrorCode::unavailable, "the file could not be read back"}; }
    co_return fetched;
}

}  // namespace balie::connectors::api
