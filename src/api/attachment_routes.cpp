// Whoever asks for a file's bytes is judged by its conversation, each time.
#include "api/attachment_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/served_file.hpp"
#include "store/media_files.hpp"
#include "wire/attachment.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace files = store::media_files;

constexpr auto sound_bytes_max = std::size_t{20};

struct FindFile {
    access::Actor actor;
    AttachmentId id;

    Result<files::Served> operator()(db::Transaction& transaction) const {
        return files::find(transaction, actor, id);
    }
};

}  // namespace

void AttachmentRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/attachments",
               Policy::change(desk_roles).with_body_in_file(media::upload_bytes_max),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/attachments/{id}/content", Policy::read(every_role),
               [this](Call call) { return content(std::move(call)); });
}

Task<Result<http::Response>> AttachmentRoutes::create(Call call) {
    auto query = Query{call.request};
    auto sound = query.text("sound", sound_bytes_max);
    if (sound && !media::is_sound_form(*sound)) {
        query.fault("sound", "unknown_word", "must be audio/ogg or audio/mp4");
    }
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto type = std::string{call.request.header("Content-Type")};
    auto const kept = co_await uploads_->keep(call.actor, call.request.body_file, std::move(type),
                                              std::move(sound).value_or(""));
    if (!kept) { co_return kept.error(); }
    co_return json_response(201, wire::to_json(*kept));
}

Task<Result<http::Response>> AttachmentRoutes::content(Call call) {
    auto const id = call.id<Attachment>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    auto const download = query.text("download", 1);
    if (download && download != "1") { query.fault("download", "unknown_word", "can only be 1"); }
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = FindFile{call.actor, *id};
    auto const file = co_await database_->run(call.actor.account.value, std::move(find));
    if (!file) { co_return file.error(); }
    co_return file_answer(call.request, *file, folder_->path_of(file->file), download.has_value());
}

}  // namespace balie::api
