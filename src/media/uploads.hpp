// Files that users bring for a message to come.
#pragma once

#include "access/actor.hpp"
#include "media/fetcher.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/attachment.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace balie::media {

// The largest body of an upload: the largest file that any channel takes, and its wrapping.
constexpr auto upload_bytes_max = (std::size_t{100} << 20U) + (std::size_t{16} << 10U);

class Uploads {
public:
    explicit Uploads(Workshop workshop) : workshop_(workshop) {}

    // Keeps the file that stands in a multipart body. Errors: those of extract_file; unsupported (a type that is never
    // kept); unprocessable, `quota_exceeded` (too much waits for a message already) or `empty_file`; unavailable.
    Task<Result<Attachment>> keep(access::Actor actor, std::filesystem::path body, std::string content_type);
    // The same for whoever is no user: the claim says whose it is, or refuses it, with the row and not before it.
    using Claim = std::function<Result<void>(db::Transaction&, AttachmentId)>;
    Task<Result<Attachment>> keep(AccountId account, std::filesystem::path body, std::string content_type,
                                  Claim claim);

private:
    Task<Result<Attachment>> keep_for(access::Actor actor, std::filesystem::path body,
                                      std::string content_type, Claim claim);

    Workshop workshop_;
};

}  // namespace balie::media
