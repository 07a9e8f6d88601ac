// Ranges and tags after RFC 9110.
#include "api/served_file.hpp"

#include "api/problem.hpp"
#include "media/byte_range.hpp"
#include "media/display_name.hpp"
#include "media/file_type.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace files = store::media_files;

// A page of the attacker's making must not run in ours, even when somebody opens the file's address by itself.
constexpr auto policy_of_files = "sandbox; default-src 'none'";

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
    auto const is_inline =
        !is_download && media::may_be_inline(file.mime) && media::is_drawable(file.width, file.height);
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

http::Response file_answer(http::Request const& request, files::Served const& file,
                           std::filesystem::path path, bool is_download) {
    if (request.header("If-None-Match") == entity_tag(file)) { return head_of(304, file); }
    return part_of(request, file, std::move(path), is_download);
}

}  // namespace balie::api
