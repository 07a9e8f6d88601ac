// https://core.telegram.org/bots/api#getfile (read 2026-11): files of up to 20 MB, under an address that lives an hour.
#include <connectors/telegram/faces.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/telegram/api.hpp>

#include <system_error>

namespace balie::connectors::telegram {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    if (attachment.media_id.empty()) { co_return Error{ErrorCode::not_found, "the file has no id"}; }
    auto look_up =
        api_call("getFile", json::ObjectWriter{}.text("file_id", attachment.media_id).take(), secrets);
    auto const place = co_await http_.call(std::move(look_up));
    if (!place) { co_return platform::fetch_error(place.error()); }
    auto const document = json::Document{place->body};
    if (place->status != 200 || !is_ok(document)) {
        auto error = api_error(*place);
        if (error.detail.find("too big") != std::string::npos) { error.code = ErrorCode::too_large; }
        co_return error;
    }
    auto const* const result = result_of(document);
    auto const path = result == nullptr ? std::string{} : json::text(*result, "file_path");
    if (path.empty()) { co_return Error{ErrorCode::unavailable, "the platform's answer names no file"}; }
    auto call = HttpCall{"GET", file_url(path, secrets)};
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return platform::fetch_error(answer.error()); }
    // The look-up has just said that it exists: an address that has run out is worth another look-up.
    if (answer->status != 200) {
        co_return Error{ErrorCode::unavailable,
                        "the file's address answered with HTTP " + std::to_string(answer->status)};
    }
    auto fetched = FetchedMedia{};
    fetched.mime =
        attachment.mime.empty() ? std::string{header(answer->headers, "Content-Type")} : attachment.mime;
    auto ignored = std::error_code{};
    fetched.bytes = std::filesystem::file_size(to, ignored);
    co_return fetched;
}

}  // namespace balie::connectors::telegram
