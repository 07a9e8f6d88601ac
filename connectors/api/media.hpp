// Files that a program of the organisation brings: by an address, or uploaded before.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/platform/uploaded_files.hpp>

namespace balie::connectors::api {

class Media final : public MediaSource {
public:
    // The client outlives it.
    Media(HttpClient& http, std::filesystem::path folder) : http_(http), uploads_(std::move(folder)) {}

    // No token goes with the call, whoever answers.
    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
    platform::UploadedFiles uploads_;
};

}  // namespace balie::connectors::api
