// One range is understood (RFC 9110, 14.2); a request for several gets the whole file, as it may.
#include "sandbox/file_answer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace balie::sandbox {
namespace {

struct Part {
    std::size_t first;
    std::size_t last;
};

std::optional<std::size_t> number(std::string_view text) {
    auto value = std::size_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return value;
}

std::optional<Part> part_of(std::string_view range, std::size_t size) {
    constexpr auto unit = std::string_view{"bytes="};
    auto const dash = range.find('-');
    if (!range.starts_with(unit) || dash == std::string_view::npos || size == 0) { return std::nullopt; }
    auto const first = number(range.substr(unit.size(), dash - unit.size()));
    auto const last = number(range.substr(dash + 1));
    if (!first && last && *last > 0) { return Part{size - std::min(size, *last), size - 1}; }
    if (!first || *first >= size) { return std::nullopt; }
    if (!last && dash + 1 != range.size()) { return std::nullopt; }
    auto const end = std::min(last.value_or(size - 1), size - 1);
    if (end < *first) { return std::nullopt; }
    return Part{*first, end};
}

}  // namespace

// Whatever the desk sent is shown only as what the platform takes; everything else is downloaded.
http::Response file_answer(MediaFile const& file, std::string_view range) {
    auto const type = media_type(file.mime);
    auto const is_inline = !type.empty() && type != "document";
    auto response = http::Response{200};
    response.headers = {{"Content-Type", is_inline ? file.mime : "application/octet-stream"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"},
                        {"Content-Disposition", is_inline ? "inline" : "attachment"},
                        {"Cache-Control", "no-store"},
                        {"Accept-Ranges", "bytes"}};
    response.keep = file.bytes;
    response.static_body = *file.bytes;
    auto const size = file.bytes->size();
    if (auto const part = part_of(range, size)) {
        response.status = 206;
        response.static_body =
            std::string_view{*file.bytes}.substr(part->first, part->last - part->first + 1);
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(part->first) + "-" +
                                                           std::to_string(part->last) + "/" +
                                                           std::to_string(size));
    }
    return response;
}

}  // namespace balie::sandbox
