// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media (2026-06-16)
#include <connectors/whatsapp/media.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/whatsapp/errors.hpp>

#include <system_error>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto redirects_max = 3U;
constexpr auto sha256_bytes = std::size_t{32};

Error call_error(CallFailure const& failure) {
    if (failure.too_large) { return {ErrorCode::too_large, "the file is larger than allowed"}; }
    if (failure.refused) { return {ErrorCode::unprocessable, failure.detail, "address_refused"}; }
    return {ErrorCode::unavailable, failure.detail};
}

// 100 and 404: the id is unknown, or older than the week for which the platform keeps it.
Error look_up_error(HttpAnswer const& answer) {
    auto const error = meta::graph_error(answer.body);
    if (answer.status == 404 || answer.status == 410 || (error && error->code == 100)) {
        return {ErrorCode::not_found, "the platform no longer has the file"};
    }
    return {ErrorCode::unavailable, "the platform answered with HTTP " + std::to_string(answer.status)};
}

// Base64 in webhooks, hexadecimal in answers; both are documented as "sha256".
std::string digest_of(std::string_view stated) {
    if (stated.size() == 2 * sha256_bytes) { return from_hex(stated).value_or(std::string{}); }
    auto digest = from_base64(stated);
    return digest && digest->size() == sha256_bytes ? std::move(*digest) : std::string{};
}

std::vector<FormPart> upload_parts(OutboundAttachment const& attachment) {
    auto product = FormPart{"messaging_product", "whatsapp"};
    auto type = FormPart{"type", attachment.mime};
    auto file = FormPart{"file"};
    file.file = attachment.file;
    file.file_name = attachment.name.empty() ? "file" : attachment.name;
    file.mime = attachment.mime;
    return {std::move(product), std::move(type), std::move(file)};
}

std::string uploaded_id(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? std::string{} : json::word(*root, "id");
}

// Whatever became of an upload, the customer has seen nothing of it.
SendOutcome not_sent(SendOutcome outcome) {
    if (outcome.verdict == Verdict::uncertain) { outcome.verdict = Verdict::retry; }
    return outcome;
}

SendOutcome unreadable_upload() {
    auto outcome = SendOutcome{};
    outcome.verdict = Verdict::retry;
    outcome.code = "unreadable_answer";
    outcome.reason = "The platform's answer to the file could not be read";
    return outcome;
}

}  // namespace

struct Media::Location {
    std::string url;
    std::string mime;
    std::string sha256;  // raw, empty when none was stated
    std::size_t bytes = 0;

    Location() = default;
};

Task<Media::Upload> Media::upload(OutboundAttachment attachment, Secrets secrets) {
    auto upload = Upload{};
    auto url = meta::graph_url(secrets, {secrets["phone_number_id"], "media"});
    auto call = meta::graph_call("POST", std::move(url), secrets);
    call.parts = upload_parts(attachment);
    call.timeout = transfer_timeout;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) {
        upload.failure = not_sent(meta::failed(answer.error()));
    } else if (meta::is_refusal(*answer)) {
        upload.failure = not_sent(meta::refused(*answer, error_rows()));
    } else {
        upload.media_id = uploaded_id(*answer);
        if (upload.media_id.empty()) { upload.failure = unreadable_upload(); }
    }
    co_return upload;
}

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    if (attachment.media_id.empty()) { co_return Error{ErrorCode::not_found, "the file has no id"}; }
    auto location = co_await look_up(attachment.media_id, secrets);
    if (!location) { co_return location.error(); }
    if (location->bytes > bytes_max) {
        co_return Error{ErrorCode::too_large, "the file is larger than allowed"};
    }
    // The webhook was signed with the app's secret, the answer to the look-up was not: its digest counts first.
    if (!attachment.sha256.empty()) { location->sha256 = attachment.sha256; }
    co_return co_await download(std::move(*location), std::move(secrets), std::move(to), bytes_max);
}

Task<Result<Media::Location>> Media::look_up(std::string media_id, Secrets secrets) {
    auto url = meta::graph_url(secrets, {media_id}) +
               "?phone_number_id=" + percent_encode(secrets["phone_number_id"]);
    auto call = meta::graph_call("GET", std::move(url), secrets);
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return call_error(answer.error()); }
    if (meta::is_refusal(*answer)) { co_return look_up_error(*answer); }
    auto const document = json::Document{answer->body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto location = Location{};
    if (root != nullptr) {
        location.url = json::view(*root, "url");
        location.mime = json::text(*root, "mime_type");
        location.sha256 = digest_of(json::view(*root, "sha256"));
        location.bytes = static_cast<std::size_t>(
            std::max(std::int64_t{0}, json::integer(*root, "file_size").value_or(0)));
    }
    if (location.url.empty()) {
        co_return Error{ErrorCode::unavailable, "the platform's answer names no address"};
    }
    co_return location;
}

Task<Result<FetchedMedia>> Media::download(Location location, Secrets secrets, std::filesystem::path to,
                                           std::size_t bytes_max) {
    auto call = meta::graph_call("GET", location.url, secrets);
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    call.redirects_max = redirects_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return call_error(answer.error()); }
    // The look-up has just said that it exists: an address that has run out is worth another look-up.
    if (answer->status != 200) {
        co_return Error{ErrorCode::unavailable,
                        "the file's address answered with HTTP " + std::to_string(answer->status)};
    }
    auto const digest = sha256_of_file(to);
    if (!digest) { co_return Error{ErrorCode::unavailable, "the file could not be read back"}; }
    auto ignored = std::error_code{};
    if (!location.sha256.empty() && *digest != location.sha256) {
        std::filesystem::remove(to, ignored);
        co_return Error{ErrorCode::unprocessable, "the file is not the one that the platform announced",
                        "digest_differs"};
    }
    auto fetched = FetchedMedia{};
    fetched.mime =
        location.mime.empty() ? std::string{header(answer->headers, "Content-Type")} : location.mime;
    fetched.bytes = std::filesystem::file_size(to, ignored);
    co_return fetched;
}

}  // namespace balie::connectors::whatsapp
