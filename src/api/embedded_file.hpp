// Files that are part of the binary: the description of the API and the browser's program.
#pragma once

#include <span>
#include <string_view>

namespace balie::api {

struct EmbeddedFile {
    std::string_view path;  // "assets/index-4f2c.js"
    std::string_view content;
    std::string_view gzip;    // the same, packed; empty where it would not pay
    std::string_view digest;  // of the content, for ETag
};

// Written by the build: src/api/openapi.json, src/client/openapi.json, web/dist and web/widget/dist (both empty when
// the web was not built).
std::span<EmbeddedFile const> api_files() noexcept;
std::span<EmbeddedFile const> client_files() noexcept;
std::span<EmbeddedFile const> web_files() noexcept;
std::span<EmbeddedFile const> widget_files() noexcept;

}  // namespace balie::api
