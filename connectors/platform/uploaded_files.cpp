// A second name for the same bytes: the upload goes its own way when its time is over.
#include <connectors/platform/uploaded_files.hpp>

#include <algorithm>
#include <system_error>

namespace balie::connectors::platform {
namespace {

bool is_file_name(std::string_view name) {
    return name.size() > 2 && std::ranges::all_of(name, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

}  // namespace

Task<Result<FetchedMedia>> UploadedFiles::fetch(InboundAttachment attachment, Secrets,
                                                std::filesystem::path to, std::size_t bytes_max) {
    if (!is_file_name(attachment.media_id)) { co_return Error{ErrorCode::not_found, "this is no upload"}; }
    auto fault = std::error_code{};
    auto const from = folder_ / attachment.media_id.substr(0, 2) / attachment.media_id;
    auto const bytes = std::filesystem::file_size(from, fault);
    if (fault) { co_return Error{ErrorCode::not_found, "the upload is gone"}; }
    if (bytes > bytes_max) { co_return Error{ErrorCode::too_large, "the file is too large"}; }
    std::filesystem::create_hard_link(from, to, fault);
    if (fault) { co_return Error{ErrorCode::unavailable, "the file cannot be linked: " + fault.message()}; }
    co_return FetchedMedia{attachment.mime, static_cast<std::size_t>(bytes)};
}

}  // namespace balie::connectors::platform
