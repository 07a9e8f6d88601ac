// Files that users bring for a message to come.
#pragma once

#include "access/actor.hpp"
#include "http/file_threads.hpp"
#include "media/fetcher.hpp"
#include "media/sound.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/attachment.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace balie::media {

// The largest body of an upload: the largest file that any channel takes, and its wrapping.
constexpr auto upload_bytes_max = (std::size_t{100} << 20U) + (std::size_t{16} << 10U);

class Uploads {
public:
    // Recordings are put into another form on threads of their own, where there is a program for it.
    explicit Uploads(Workshop workshop, RewriteSound rewrite = {});

    // Keeps the file that stands in a multipart body. Errors: those of extract_file; unsupported (a type that is never
    // kept); unprocessable, `quota_exceeded` (too much waits for a message already) or `empty_file`; unavailable.
    // With `sound` the file is a recording and is kept in that form; the errors of put_into_form then as well.
    Task<Result<Attachment>> keep(access::Actor actor, std::filesystem::path body, std::string content_type,
                                  std::string sound = {});
    // The same for whoever is no user: the claim says whose it is, or refuses it, with the row and not before it.
    using Claim = std::function<Result<void>(db::Transaction&, AttachmentId)>;
    Task<Result<Attachment>> keep(AccountId account, std::filesystem::path body, std::string content_type,
                                  Claim claim);

private:
    Task<Result<Attachment>> keep_for(access::Actor actor, std::filesystem::path body,
                                      std::string content_type, std::string sound, Claim claim);

    Workshop workshop_;
    RewriteSound rewrite_;
    std::unique_ptr<http::FileThreads> sound_threads_;
};

}  // namespace balie::media
