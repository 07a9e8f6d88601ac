// Types by kind; nothing that a browser would run.
#include <connectors/platform/usual_media.hpp>

namespace balie::connectors::platform {

std::vector<MediaLimit> usual_media(std::size_t bytes_max) {
    return {
        {AttachmentKind::image, bytes_max, {"image/jpeg", "image/png", "image/gif", "image/webp"}},
        {AttachmentKind::audio,
         bytes_max,
         {"audio/aac", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm", "audio/wav"}},
        {AttachmentKind::video, bytes_max, {"video/mp4", "video/webm", "video/quicktime"}},
        {AttachmentKind::document,
         bytes_max,
         {"application/pdf", "text/plain", "text/csv", "application/zip", "application/msword",
          "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation"}},
    };
}

}  // namespace balie::connectors::platform
