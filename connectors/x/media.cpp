// https://docs.x.com/x-api/media/quickstart/media-upload-chunked (2026-08). Pictures of direct messages are shown to
// the two who talk alone: their address wants the account's signature, and no other host may ever see it.
#include <connectors/x/media.hpp>

#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/render.hpp>

#include <algorithm>
#include <array>
#include <system_error>

namespace balie::connectors::x {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto redirects_max = 3U;

constexpr auto signed_origins = std::to_array<std::string_view>(
    {"https://api.x.com/", "https://api.twitter.com/", "https://ton.twitter.com/", "https://ton.x.com/"});

bool wants_signature(std::string_view url, Secrets const& secrets) {
    if (url.starts_with(platform::base_of(secrets, platform_base) + '/')) { return true; }
    return std::any_of(signed_origins.begin(), signed_origins.end(),
                       [url](auto const origin) { return url.starts_with(origin); });
}

std::vector<FormPart> upload_parts(OutboundMessage const& message) {
    auto const& attachment = message.attachments.front();
    auto file = FormPart{"media"};
    file.file = attachment.file;
    file.file_name = attachment.name.empty() ? "file" : attachment.name;
    file.mime = attachment.mime;
    return {std::move(file), FormPart{"media_category", media_category(message)},
            FormPart{"media_type", attachment.mime}};
}

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    if (attachment.url.empty()) { co_return Error{ErrorCode::not_found, "the file has no address"}; }
    auto call = HttpCall{"GET", attachment.url};
    if (has_keys(secrets) && wants_signature(attachment.url, secrets)) {
        call = api_call("GET", attachment.url, secrets);
    }
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    call.redirects_max = redirects_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return platform::fetch_error(answer.error()); }
    if (answer->status != 200) { co_return platform::status_error(answer->status); }
    auto fetched = FetchedMedia{};
    fetched.mime =
        attachment.mime.empty() ? std::string{header(answer->headers, "Content-Type")} : attachment.mime;
    auto ignored = std::error_code{};
    fetched.bytes = std::filesystem::file_size(to, ignored);
    co_return fetched;
}

Task<Upload> Media::upload(OutboundMessage message, Secrets secrets) {
    if (message.attachments.front().kind == AttachmentKind::video) {
        co_return co_await upload_film(http_, std::move(message), std::move(secrets));
    }
    auto upload = Upload{};
    auto call = api_call("POST", api_url(secrets, {"media", "upload"}), secrets);
    call.parts = upload_parts(message);
    call.timeout = transfer_timeout;
    auto const answer = co_await http_.call(std::move(call));
    auto outcome = outcome_of(answer, "id");
    if (outcome.verdict == Verdict::accepted) {
        upload.media_id = std::move(outcome.external_id);
    } else {
        upload.failure = platform::not_sent(std::move(outcome));
    }
    co_return upload;
}

}  // namespace balie::connectors::x
