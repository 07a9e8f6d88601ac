// multipart/form-data (RFC 7578) with exactly one part, `file`; strict, because two readers of one body must agree.
#pragma once

#include <balie/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace balie::media {

struct Part {
    std::string file_name;  // as given; see display_name
    std::uint64_t bytes = 0;
};

// Writes the part's bytes to `to`. Blocks. Errors: unsupported (another content type), malformed, unprocessable (not
// one part named `file`, or one without a file name), unavailable (cannot read or write).
Result<Part> extract_file(std::filesystem::path const& body, std::string_view content_type,
                          std::filesystem::path const& to);

// The boundary of a content type; empty when it is no multipart/form-data or has none that is well-formed.
std::string boundary_of(std::string_view content_type);

}  // namespace balie::media
