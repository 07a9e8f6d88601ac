// Hashed names never change their content and are kept for ever; pages are made anew with each answer's nonce.
#include "api/file_routes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace balie::api {
namespace {

constexpr auto nonce_mark = std::string_view{"__NONCE__"};

struct TypeOfEnding {
    std::string_view ending;
    std::string_view type;
};
constexpr auto types = std::to_array<TypeOfEnding>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
});

std::string_view type_of(std::string_view path) {
    auto const found = std::find_if(types.begin(), types.end(),
                                    [path](auto const& type) { return path.ends_with(type.ending); });
    return found == types.end() ? std::string_view{"application/octet-stream"} : found->type;
}

Error absent() { return {ErrorCode::not_found, "there is nothing at this address"}; }

bool takes_gzip(http::Request const& request) {
    return request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
}

// An unchanged file is not sent again.
http::Response file_response(http::Request const& request, EmbeddedFile const& file, std::string_view cache) {
    auto const is_packed = !file.gzip.empty() && takes_gzip(request);
    auto const tag = '"' + std::string{file.digest} + (is_packed ? "-gzip\"" : "\"");
    auto response = http::Response{200};
    response.headers = {{"ETag", tag}, {"Cache-Control", std::string{cache}}, {"Vary", "Accept-Encoding"}};
    if (request.header("If-None-Match") == tag) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", type_of(file.path));
    if (is_packed) { response.headers.emplace_back("Content-Encoding", "gzip"); }
    response.static_body = is_packed ? file.gzip : file.content;
    return response;
}

http::Response page_response(EmbeddedFile const& file, std::string_view nonce) {
    auto page = std::string{file.content};
    for (auto at = page.find(nonce_mark); at != std::string::npos; at = page.find(nonce_mark, at)) {
        page.replace(at, nonce_mark.size(), nonce);
    }
    return http::Response{200, std::string{type_of(file.path)}, std::move(page)};
}

// The last part of an address that a browser's program shows has no ending; one that has names a file.
bool names_a_file(std::string_view path) {
    auto const last = path.substr(path.rfind('/') + 1);
    return last.find('.') != std::string_view::npos;
}

}  // namespace

FileRoutes::FileRoutes(std::span<EmbeddedFile const> api_files, std::span<EmbeddedFile const> web_files,
                       FileOptions options)
    : options_(options) {
    auto const description = std::find_if(api_files.begin(), api_files.end(),
                                          [](auto const& file) { return file.path == "openapi.json"; });
    if (description == api_files.end()) {
        throw std::logic_error{"the description of the API is not in the binary"};
    }
    description_ = *description;
    for (auto const& file : web_files) { files_.emplace(file.path, file); }
}

void FileRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/openapi.json", Policy::open(Surface::api),
               [this](Call call) { return show_description(std::move(call)); });
    routes.add("GET", "/assets/{name*}", Policy::open(Surface::page),
               [this](Call call) { return show_asset(std::move(call)); });
    if (options_.is_demo) {
        routes.add("GET", "/sandbox", Policy::open(Surface::page),
                   [this](Call call) { return show_page(std::move(call), "sandbox.html"); });
    }
    routes.set_fallback([this](Call call) { return show_program(std::move(call)); });
}

Task<Result<http::Response>> FileRoutes::show_description(Call call) const {
    co_return file_response(call.request, description_, "no-cache");
}

Task<Result<http::Response>> FileRoutes::show_asset(Call call) const {
    auto const file = files_.find("assets/" + call.path.at("name"));
    if (file == files_.end()) { co_return absent(); }
    co_return file_response(call.request, file->second, "public, max-age=31536000, immutable");
}

Task<Result<http::Response>> FileRoutes::show_program(Call call) const {
    auto const path = std::string_view{call.request.path}.substr(1);
    if (auto const file = files_.find(path); file != files_.end() && !path.ends_with(".html")) {
        co_return file_response(call.request, file->second, "no-cache");
    }
    if (names_a_file(path)) { co_return absent(); }
    co_return co_await show_page(std::move(call), "index.html");
}

Task<Result<http::Response>> FileRoutes::show_page(Call call, std::string path) const {
    auto const page = files_.find(path);
    if (page == files_.end()) {
        co_return Error{ErrorCode::not_found,
                        "the browser's program is not part of this build (BALIE_WEB=OFF)"};
    }
    co_return page_response(page->second, call.nonce);
}

}  // namespace balie::api
