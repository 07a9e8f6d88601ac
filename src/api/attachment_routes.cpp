// Whoever asks for a file's bytes is judged by its conversation, each time.
#include "api/attachment_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/query.hpp"
#include "media/byte_range.hpp"
#include "media/display_name.hpp"
#include "media/file_type.hpp"
#include "store/media_files.hpp"
#include "wire/attachment.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace files = store::media_files;

// A page of the attacker's making must not run in ours, even when somebody opens the file's address by itself.
constexpr auto policy_of_files = "sandbox; default-src 'none'";

struct FindFile {
    access::Actor actor;
    AttachmentId id;

    Result<files::Served> operator()(db::Transaction& transaction) const {
        return files::find(transaction, actor, id);
    }
};

std::string entity_tag(files::Served const& file) { return '"' + to_hex(file.sha256) + '"'; }

// Types that a browser would run are named as plain bytes; the rest under their own name.
std::string_view type_of(files::Served const& file) {
    auto const is_active =
        file.mime == "text/html" || file.mime == "image/svg+xml" || file.mime == "application/xml";
    return is_active ? std::string_view{"application/octet-stream"} : std::string_view{file.mime};
}

http::Response head_of(int status, files::Served const& file) {
    auto response = http::Response{status};
    response.headers.emplace_back("ETag", entity_tag(file));
    response.headers.emplace_back("Accept-Ranges", "bytes");
    response.headers.emplace_back("Content-Security-Policy", policy_of_files);
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

// A range counts only for the file that the client has the rest of.
std::string_view range_header(http::Request const& request, files::Served const& file) {
    auto const condition = request.header("If-Range");
    return condition.empty() || condition == entity_tag(file) ? request.header("Range") : std::string_view{};
}

http::Response unsatisfiable(files::Served const& file) {
    auto response = problem(Error{ErrorCode::unprocessable, "the range lies outside the file"});
    response.status = 416;
    response.body = nlohmann::json{{"type", "about:blank#range_not_satisfiable"},
                                   {"title", "Range Not Satisfiable"},
                                   {"status", 416},
                                   {"detail", "the range lies outside the file"}}
                        .dump();
    response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(file.bytes));
    return response;
}

http::Response part_of(http::Request const& request, files::Served const& file, std::filesystem::path path,
                       bool is_download) {
    auto const size = static_cast<std::uint64_t>(file.bytes);
    auto const [kind, range] = media::range_of(range_header(request, file), size);
    if (kind == media::RangeKind::unsatisfiable) { return unsatisfiable(file); }
    auto response = head_of(kind == media::RangeKind::part ? 206 : 200, file);
    auto const is_inline = !is_download && media::may_be_inline(file.mime);
    response.headers.emplace_back("Content-Type", type_of(file));
    response.headers.emplace_back("Content-Disposition", media::content_disposition(is_inline, file.name));
    if (kind == media::RangeKind::part) {
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.offset) + "-" +
                                                           std::to_string(range.offset + range.length - 1) +
                                                           "/" + std::to_string(size));
    }
    response.file = http::FileBody{std::move(path), range.offset, range.length};
    return response;
}

}  // namespace

void AttachmentRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/attachments",
               Policy::change(desk_roles).with_body_in_file(media::upload_bytes_max),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/attachments/{id}/content", Policy::read(every_role),
               [this](Call call) { return content(std::move(call)); });
}

Task<Result<http::Response>> AttachmentRoutes::create(Call call) {
    auto type = std::string{call.request.header("Content-Type")};
    auto const kept = co_await uploads_->keep(call.actor, call.request.body_file, std::move(type));
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
    if (call.request.header("If-None-Match") == entity_tag(*file)) { co_return head_of(304, *file); }
    co_return part_of(call.request, *file, folder_->path_of(file->file), download.has_value());
}

}  // namespace balie::api
