// Width and height of a picture, from the first bytes of its file. Pure, bounded, never trusts a length.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace balie::media {

struct ImageSize {
    std::int64_t width;
    std::int64_t height;
    friend bool operator==(ImageSize const&, ImageSize const&) = default;
};

// JPEG, PNG, WebP and GIF; absent for others, for broken ones, and when the size does not stand in these bytes.
std::optional<ImageSize> image_size(std::string_view bytes) noexcept;

}  // namespace balie::media
