// The Range header (RFC 9110): one range of bytes, or the whole file.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace balie::media {

struct ByteRange {
    std::uint64_t offset;
    std::uint64_t length;
    friend bool operator==(ByteRange const&, ByteRange const&) = default;
};

enum class RangeKind { whole, part, unsatisfiable };

struct RangeAnswer {
    RangeKind kind;
    ByteRange range;
    friend bool operator==(RangeAnswer const&, RangeAnswer const&) = default;
};

// Absent, of another unit, several at once, or not well-formed: the whole file, as the RFC has it.
RangeAnswer range_of(std::string_view header, std::uint64_t size) noexcept;

}  // namespace balie::media
