// From a request's body on disk to an attachment that waits for its message.
#include "media/uploads.hpp"

#include "media/display_name.hpp"
#include "media/file_type.hpp"
#include "media/multipart.hpp"

namespace balie::media {
namespace {

namespace files = store::media_files;

constexpr auto waiting_bytes_max = std::int64_t{1} << 30U;
constexpr auto waits_for = std::chrono::hours{24};

struct Taken {
    AttachmentKind kind = AttachmentKind::document;
    std::string name = {};
    files::Kept kept = {};
};

// Runs on a file thread.
struct TakeFile {
    std::filesystem::path body;
    std::string content_type;
    Sniffer* sniffer;
    Folder const* folder;
    std::string sound;  // the form that a recording is to have; empty: as it came
    RewriteSound rewrite;

    Result<Taken> operator()() const {
        auto const temporary = folder->temporary();
        auto taken = take(temporary);
        auto ignored = std::error_code{};
        if (!taken) { std::filesystem::remove(temporary, ignored); }
        return taken;
    }

private:
    Result<Taken> take(std::filesystem::path const& temporary) const {
        auto const part = extract_file(body, content_type, temporary);
        if (!part) { return part.error(); }
        if (part->bytes == 0) {
            return Error{ErrorCode::unprocessable, "the file is empty", "empty_file", "file"};
        }
        auto examined = examine(temporary, *sniffer);
        if (examined && !sound.empty()) {
            examined = put_into_form(temporary, std::move(*examined), sound, rewrite, *folder, *sniffer);
        }
        if (!examined) { return examined.error(); }
        auto mime = sound.empty() ? usual_mime(examined->sniffed) : sound;
        auto const kind = kind_of(mime);
        if (!kind || is_run_by_name(part->file_name)) {
            return Error{ErrorCode::unsupported, "files of this type are not kept", "type_not_allowed"};
        }
        auto file = folder->keep(temporary);
        if (!file) { return file.error(); }
        auto taken = Taken{*kind, display_name(name_in_form(part->file_name, sound)),
                           files::Kept{std::move(*file), mime, examined->bytes}};
        if (examined->size) {
            taken.kept.width = examined->size->width;
            taken.kept.height = examined->size->height;
        }
        if (!is_drawable(taken.kept.width, taken.kept.height)) { taken.kind = AttachmentKind::document; }
        taken.kept.sha256 = examined->sha256;
        return taken;
    }
};

struct ClaimOfUser {
    access::Actor actor;

    Result<void> operator()(db::Transaction& transaction, AttachmentId) const {
        if (files::waiting_bytes(transaction, actor) <= waiting_bytes_max) { return {}; }
        return Error{ErrorCode::unprocessable, "too many files wait for a message", "quota_exceeded", "file"};
    }
};

struct InsertUpload {
    access::Actor actor;
    Taken taken;
    Time expires_at;
    Uploads::Claim claim;

    Result<Attachment> operator()(db::Transaction& transaction) const {
        auto upload =
            files::insert_upload(transaction, actor, taken.kind, taken.name, taken.kept, expires_at);
        auto const claimed = claim(transaction, upload.id);
        if (!claimed) { return claimed.error(); }
        return upload;
    }
};

}  // namespace

Uploads::Uploads(Workshop workshop, RewriteSound rewrite)
    : workshop_(workshop),
      rewrite_(std::move(rewrite)),
      sound_threads_(rewrite_ ? std::make_unique<http::FileThreads>() : nullptr) {}

Task<Result<Attachment>> Uploads::keep(access::Actor actor, std::filesystem::path body,
                                       std::string content_type, std::string sound) {
    auto claim = Claim{ClaimOfUser{actor}};
    co_return co_await keep_for(std::move(actor), std::move(body), std::move(content_type), std::move(sound),
                                std::move(claim));
}

Task<Result<Attachment>> Uploads::keep(AccountId account, std::filesystem::path body,
                                       std::string content_type, Claim claim) {
    auto nobody = access::Actor{};
    nobody.account = account;
    co_return co_await keep_for(std::move(nobody), std::move(body), std::move(content_type), {},
                                std::move(claim));
}

Task<Result<Attachment>> Uploads::keep_for(access::Actor actor, std::filesystem::path body,
                                           std::string content_type, std::string sound, Claim claim) {
    auto& threads = sound.empty() || !sound_threads_ ? *workshop_.threads : *sound_threads_;
    auto take = TakeFile{std::move(body),  std::move(content_type), workshop_.sniffer,
                         workshop_.folder, std::move(sound),        rewrite_};
    auto taken = co_await threads.run(std::move(take));
    if (!taken) { co_return taken.error(); }
    auto const file = taken->kept.file;
    auto const account = actor.account;
    auto insert = InsertUpload{std::move(actor), std::move(*taken), workshop_.clock->now() + waits_for,
                               std::move(claim)};
    auto kept = co_await workshop_.database->run(account.value, std::move(insert));
    if (!kept) {
        workshop_.threads->later([folder = workshop_.folder, file] { folder->remove(file); });
    }
    co_return kept;
}

}  // namespace balie::media
