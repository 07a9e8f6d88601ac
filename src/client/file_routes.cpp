// An upload goes the way of the agents' uploads, and is then given to its session.
#include "client/file_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/served_file.hpp"
#include "client/message_json.hpp"
#include "store/client_uploads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace balie::client {
namespace {

namespace uploads = store::client_uploads;

constexpr auto file_bytes_max = std::int64_t{25} << 20U;
constexpr auto wrapping_bytes_max = std::size_t{16} << 10U;
constexpr auto waiting = uploads::Bounds{4 * file_bytes_max, std::int64_t{5} << 30U};
constexpr auto inbox_pause = std::chrono::minutes{10};
constexpr auto piece_bytes = std::uintmax_t{64} << 10U;
constexpr auto widget_cache = "public, max-age=300";

struct Claim {
    store::client_sessions::ClientSession session;

    Result<void> operator()(db::Transaction& transaction, AttachmentId id) const {
        return uploads::claim(transaction, session, id, waiting);
    }
};

// What is begun counts whole: small files are no way round.
std::int64_t pieces_of(std::filesystem::path const& body) {
    auto fault = std::error_code{};
    auto const bytes = std::filesystem::file_size(body, fault);
    return fault ? 1 : static_cast<std::int64_t>(bytes / piece_bytes) + 1;
}

struct FindServed {
    store::client_sessions::ClientSession session;
    AttachmentId id;

    Result<store::media_files::Served> operator()(db::Transaction& transaction) const {
        return uploads::served(transaction, session, id);
    }
};

bool takes_gzip(http::Request const& request) {
    return request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
}

}  // namespace

void FileRoutes::add_to(api::Routes& routes) {
    auto const policy = api::Policy::open(api::Surface::client);
    routes.add_upload(
        "/client/v1/attachments",
        policy.with_body_in_file(static_cast<std::size_t>(file_bytes_max) + wrapping_bytes_max),
        [this](http::Request const& request) { return door_->admits(request); },
        [this](api::Call call) {
            auto inner = Door::Handler{[this](api::Call inner_call, Visit visit) {
                return create(std::move(inner_call), std::move(visit));
            }};
            return door_->admit(std::move(call), std::move(inner), &of_uploads_);
        });
    routes.add("GET", "/client/v1/attachments/{id}/content", policy, [this](api::Call call) {
        auto inner = Door::Handler{[this](api::Call inner_call, Visit visit) {
            return content(std::move(inner_call), std::move(visit));
        }};
        return door_->admit(std::move(call), std::move(inner), nullptr);
    });
    routes.add("GET", "/client/v1/openapi.json", policy,
               [this](api::Call call) { return description(std::move(call)); });
    routes.add("GET", "/widget.js", policy, [this](api::Call call) { return widget(std::move(call)); });
}

Task<Result<http::Response>> FileRoutes::create(api::Call call, Visit visit) {
    auto const size = pieces_of(call.request.body_file);
    auto const now = std::chrono::steady_clock::now();
    if (auto const wait = of_address_.refuse(call.request.peer, now, size)) { co_return too_fast(*wait); }
    auto const account = visit.session.account;
    auto type = std::string{call.request.header("Content-Type")};
    auto claim = media::Uploads::Claim{Claim{std::move(visit.session)}};
    auto const kept =
        co_await uploads_->keep(account, call.request.body_file, std::move(type), std::move(claim));
    if (!kept && kept.error().code == ErrorCode::throttled) {
        co_return api::problem(kept.error(), inbox_pause);
    }
    if (!kept) { co_return kept.error(); }
    co_return api::json_response(201, to_json(*kept));
}

Task<Result<http::Response>> FileRoutes::content(api::Call call, Visit visit) {
    auto const id = call.id<Attachment>();
    if (!id) { co_return id.error(); }
    auto find = FindServed{visit.session, *id};
    auto const file = co_await database_->run(visit.session.account.value, std::move(find));
    if (!file) { co_return file.error(); }
    co_return api::file_answer(call.request, *file, folder_->path_of(file->file), false);
}

// Any site may load it; what it may do there is asked of the site's origin later.
Task<Result<http::Response>> FileRoutes::widget(api::Call call) const {
    auto const file = std::ranges::find(widget_files_, "widget.js", &api::EmbeddedFile::path);
    if (file == widget_files_.end()) {
        co_return Error{ErrorCode::not_found, "the website chat is not part of this build (BALIE_WEB=OFF)"};
    }
    auto const is_packed = !file->gzip.empty() && takes_gzip(call.request);
    auto const tag = '"' + std::string{file->digest} + (is_packed ? "-gzip\"" : "\"");
    auto response = http::Response{200};
    response.headers = {{"ETag", tag},
                        {"Cache-Control", widget_cache},
                        {"Vary", "Accept-Encoding"},
                        {"Access-Control-Allow-Origin", "*"},
                        {"Cross-Origin-Resource-Policy", "cross-origin"}};
    if (call.request.header("If-None-Match") == tag) {
        response.status = 304;
        co_return response;
    }
    response.headers.emplace_back("Content-Type", "text/javascript; charset=utf-8");
    if (is_packed) { response.headers.emplace_back("Content-Encoding", "gzip"); }
    response.static_body = is_packed ? file->gzip : file->content;
    co_return response;
}

// It holds no secret: whoever writes a client may read it from anywhere.
Task<Result<http::Response>> FileRoutes::description(api::Call call) const {
    auto const& file = api::client_files().front();
    auto const tag = '"' + std::string{file.digest} + '"';
    auto response = http::Response{200};
    response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Access-Control-Allow-Origin", "*"}};
    if (call.request.header("If-None-Match") == tag) {
        response.status = 304;
        co_return response;
    }
    response.headers.emplace_back("Content-Type", "application/json");
    response.static_body = file.content;
    co_return response;
}

}  // namespace balie::client
