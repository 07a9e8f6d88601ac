// Files that phones and desk exchange, in memory.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace balie::sandbox {

struct MediaFile {
    std::string id;
    std::string key;  // nobody guesses it: stands in the address of a file that needs no token
    std::string mime;
    std::string name;
    std::string sha256;  // raw
    std::shared_ptr<std::string const> bytes;
};

class MediaShelf {
public:
    // The oldest files give way when the shelf is full.
    MediaFile const& add(std::string bytes, std::string mime, std::string name);
    MediaFile const* find(std::string_view id) const noexcept;
    MediaFile const* with_key(std::string_view key) const noexcept;
    bool remove(std::string_view id);

private:
    std::deque<MediaFile> files_;
    std::size_t bytes_ = 0;
    std::size_t last_id_ = 0;
};

// The word under which the platform takes a file of this type ("image", "audio", ...); empty when it takes none.
std::string_view media_type(std::string_view mime) noexcept;
std::size_t media_bytes_max(std::string_view type) noexcept;

}  // namespace balie::sandbox
