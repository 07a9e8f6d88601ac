#include <connectors/sms/file.hpp>

#include <algorithm>
#include <array>
#include <system_error>

namespace balie::connectors::sms {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto redirects_max = 3U;

struct Ending {
    std::string_view ending;
    AttachmentKind kind;
};

constexpr auto endings = std::to_array<Ending>({
    {".jpg", AttachmentKind::image},
    {".jpeg", AttachmentKind::image},
    {".png", AttachmentKind::image},
    {".gif", AttachmentKind::image},
    {".webp", AttachmentKind::image},
    {".mp4", AttachmentKind::video},
    {".3gp", AttachmentKind::video},
    {".mp3", AttachmentKind::audio},
    {".amr", AttachmentKind::audio},
    {".ogg", AttachmentKind::audio},
    {".wav", AttachmentKind::audio},
});

AttachmentKind kind_of(std::string_view url, std::string_view mime) {
    auto const type = lowered(mime);
    if (type.starts_with("image/")) { return AttachmentKind::image; }
    if (type.starts_with("video/")) { return AttachmentKind::video; }
    if (type.starts_with("audio/")) { return AttachmentKind::audio; }
    if (!type.empty()) { return AttachmentKind::document; }
    auto const path = lowered(url.substr(0, url.find_first_of("?#")));
    auto const found = std::find_if(endings.begin(), endings.end(),
                                    [&path](auto const& one) { return path.ends_with(one.ending); });
    return found == endings.end() ? AttachmentKind::document : found->kind;
}

Error call_error(CallFailure const& failure) {
    if (failure.too_large) { return {ErrorCode::too_large, "the file is larger than allowed"}; }
    if (failure.refused) { return {ErrorCode::unprocessable, failure.detail, "address_refused"}; }
    return {ErrorCode::unavailable, failure.detail};
}

}  // namespace

InboundAttachment attachment_of(std::string url, std::string mime, std::string name) {
    auto attachment = InboundAttachment{};
    attachment.kind = kind_of(url, mime);
    attachment.url = std::move(url);
    attachment.mime = std::move(mime);
    attachment.name = std::move(name);
    return attachment;
}

ContentType content_type_of(std::vector<InboundAttachment> const& attachments) noexcept {
    if (attachments.empty()) { return ContentType::text; }
    switch (attachments.front().kind) {
        case AttachmentKind::image:
            return ContentType::image;
        case AttachmentKind::video:
            return ContentType::video;
        case AttachmentKind::audio:
            return ContentType::audio;
        case AttachmentKind::sticker:
            return ContentType::sticker;
        case AttachmentKind::document:
            break;
    }
    return ContentType::document;
}

std::string_view origin_of(std::string_view url) noexcept {
    auto const scheme = url.find("://");
    if (scheme == std::string_view::npos) { return {}; }
    return url.substr(0, url.find_first_of("/?#", scheme + 3));
}

std::string_view host_of(std::string_view url) noexcept {
    auto host = origin_of(url);
    auto const scheme = host.find("://");
    host.remove_prefix(scheme == std::string_view::npos ? host.size() : scheme + 3);
    // With a name and password in front, what looks like the host need not be it.
    if (host.find('@') != std::string_view::npos) { return {}; }
    return host.substr(0, host.find(':'));
}

bool is_below(std::string_view url, std::string_view domain) noexcept {
    auto const host = host_of(url);
    if (!url.starts_with("https://") || !host.ends_with(domain)) { return false; }
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

Task<Result<FetchedMedia>> download(HttpClient& http, InboundAttachment attachment, std::string authorization,
                                    std::filesystem::path to, std::size_t bytes_max) {
    if (attachment.url.empty()) { co_return Error{ErrorCode::not_found, "the file has no address"}; }
    auto call = HttpCall{"GET", attachment.url};
    call.headers = {{"User-Agent", "Balie/1.0.0"}};
    if (!authorization.empty()) { call.headers.emplace_back("Authorization", std::move(authorization)); }
    call.save_to = to;
    call.answer_bytes_max = bytes_max;
    call.timeout = transfer_timeout;
    call.redirects_max = redirects_max;
    auto const answer = co_await http.call(std::move(call));
    if (!answer) { co_return call_error(answer.error()); }
    if (answer->status == 404 || answer->status == 410) {
        co_return Error{ErrorCode::not_found, "the platform no longer has the file"};
    }
    if (answer->status != 200) {
        co_return Error{ErrorCode::unavailable,
                        "the file's address answered with HTTP " + std::to_string(answer->status)};
    }
    auto ignored = std::error_code{};
    auto fetched = FetchedMedia{};
    fetched.mime =
        attachment.mime.empty() ? std::string{header(answer->headers, "Content-Type")} : attachment.mime;
    fetched.bytes = std::filesystem::file_size(to, ignored);
    co_return fetched;
}

}  // namespace balie::connectors::sms
