// Looks at a file: what its bytes are, how many, their digest, and how large the picture is.
#pragma once

#include "media/image_size.hpp"

#include <balie/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace balie::media {

struct Examined {
    std::string sniffed;  // libmagic's name of the type
    std::int64_t bytes = 0;
    std::string sha256 = {};  // raw digest
    std::optional<ImageSize> size = {};
};

// libmagic over the beginning of a file; its tables are read once. From any thread, one at a time.
class Sniffer {
public:
    // Throws std::runtime_error when libmagic's tables cannot be read: at start.
    Sniffer();
    ~Sniffer();
    Sniffer(Sniffer const&) = delete;
    Sniffer& operator=(Sniffer const&) = delete;

    // "application/octet-stream" for what it does not know.
    std::string sniff(std::string_view beginning);

private:
    struct Tables;
    std::mutex mutex_;
    std::unique_ptr<Tables> tables_;
};

// Blocks. Error: unavailable when the file cannot be read.
Result<Examined> examine(std::filesystem::path const& path, Sniffer& sniffer);

}  // namespace balie::media
