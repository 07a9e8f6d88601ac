// Files that came by the server's own door instead of a platform's.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::platform {

// An upload lies in the server's own folder of files; its media_id is its random name there.
class UploadedFiles final : public MediaSource {
public:
    explicit UploadedFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    std::filesystem::path folder_;
};

}  // namespace balie::connectors::platform
