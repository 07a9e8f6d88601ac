// The files of the spool: segments that only grow at their end, are read from their beginning, and go when all in them
// is committed. Used by one thread at a time; every call blocks.
#pragma once

#include "ingest/spool_record.hpp"

#include <balie/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace balie::ingest {

struct SpoolLimits {
    std::size_t bytes_max = std::size_t{1} << 30U;           // of all segments
    std::size_t segment_bytes_max = std::size_t{16} << 20U;  // then a new one is begun
};

class SpoolFiles {
public:
    // Makes the folder where it is absent, and looks through all that waits there. What a crash left torn at the end of
    // a segment was never answered 200, and is passed over; other damage is kept in a file "*.damaged".
    // Error: unavailable.
    static Result<SpoolFiles> open(std::filesystem::path folder, SpoolLimits limits = {});

    // What waited when it was opened, the oldest first.
    struct Waiting {
        InboxId inbox;
        Time received_at;
    };
    std::vector<Waiting> const& found() const noexcept { return found_; }

    // All of them, after one fdatasync. Error: unavailable (reason `spool_full` or `spool_broken`): then none of them
    // is promised, and what was promised before is as it was.
    Result<void> append(std::vector<std::string> const& records);

    // Webhooks in their order, from the oldest that waits. Empty: none does.
    struct Portion {
        std::vector<Webhook> webhooks;
        std::uint64_t segment = 0;
        std::size_t end = 0;  // of the last record, in the segment
    };
    Result<Portion> read(std::size_t bytes_max) const;

    // All of the portion, which was read last, is committed. A segment that is used up is deleted.
    void drop(std::uint64_t segment, std::size_t end);

    std::size_t bytes() const noexcept;

private:
    struct Segment {
        std::uint64_t number = 0;
        std::size_t begin = 0;  // of what is not dropped yet
        std::size_t end = 0;    // of what was synced
    };

    class Descriptor {
    public:
        explicit Descriptor(int value = -1) noexcept : value_(value) {}
        Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
        Descriptor& operator=(Descriptor&& other) noexcept {
            std::swap(value_, other.value_);
            return *this;
        }
        ~Descriptor();
        int get() const noexcept { return value_; }
        bool is_open() const noexcept { return value_ >= 0; }

    private:
        int value_;
    };

    SpoolFiles(std::filesystem::path folder, SpoolLimits limits)
        : folder_(std::move(folder)), limits_(limits) {}

    Result<void> take_in(std::uint64_t number);
    void keep_damaged(std::uint64_t number) const;
    Result<void> begin_segment();
    Result<std::string> bytes_of(Segment const& segment, std::size_t bytes_max) const;
    std::filesystem::path path_of(std::uint64_t number) const;

    std::filesystem::path folder_;
    SpoolLimits limits_;
    std::vector<Waiting> found_;
    std::deque<Segment> segments_;  // the oldest first
    Descriptor writing_;            // the last segment; closed: the next append begins a new one
    std::uint64_t next_ = 1;
};

}  // namespace balie::ingest
