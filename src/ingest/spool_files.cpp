#include "ingest/spool_files.hpp"

#include <balie/base/log.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

namespace balie::ingest {
namespace {

namespace fs = std::filesystem;

constexpr auto ending = ".spool";
constexpr auto number_digits = std::size_t{16};
constexpr auto owner_only = 0600;

Error broken(std::string_view what, int fault) {
    auto const why = std::error_code{fault, std::generic_category()}.message();
    return Error{ErrorCode::unavailable, "spool: " + std::string{what} + ": " + why, "spool_broken"};
}

std::string padded(std::uint64_t number) {
    auto digits = std::to_string(number);
    return std::string(number_digits - std::min(number_digits, digits.size()), '0') + digits;
}

std::optional<std::uint64_t> number_of(fs::path const& path) {
    if (path.extension() != ending) { return std::nullopt; }
    auto const stem = path.stem().string();
    auto number = std::uint64_t{};
    auto const read = std::from_chars(stem.data(), stem.data() + stem.size(), number);
    if (read.ec != std::errc{} || read.ptr != stem.data() + stem.size()) { return std::nullopt; }
    return number;
}

// A name in a folder is on disk when the folder is.
bool sync_folder(fs::path const& folder) {
    auto const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) { return false; }
    auto const is_synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return is_synced;
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { return false; }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

SpoolFiles::Descriptor::~Descriptor() {
    if (value_ >= 0) { ::close(value_); }
}

Result<SpoolFiles> SpoolFiles::open(fs::path folder, SpoolLimits limits) {
    auto fault = std::error_code{};
    fs::create_directories(folder, fault);
    if (fault) { return broken("cannot make " + folder.string(), fault.value()); }
    fs::permissions(folder, fs::perms::owner_all, fault);
    auto files = SpoolFiles{std::move(folder), limits};
    auto numbers = std::vector<std::uint64_t>{};
    for (auto const& entry : fs::directory_iterator{files.folder_, fault}) {
        if (auto const number = number_of(entry.path())) { numbers.push_back(*number); }
    }
    if (fault) { return broken("cannot look into " + files.folder_.string(), fault.value()); }
    std::ranges::sort(numbers);
    for (auto const number : numbers) {
        if (auto const taken = files.take_in(number); !taken) { return taken.error(); }
    }
    if (!numbers.empty()) { files.next_ = numbers.back() + 1; }
    return files;
}

// A new life never writes into the segments of an old one.
Result<void> SpoolFiles::take_in(std::uint64_t number) {
    auto fault = std::error_code{};
    auto const size = fs::file_size(path_of(number), fault);
    if (fault) { return broken("cannot look at a segment", fault.value()); }
    auto segment = Segment{number, 0, size};
    auto const bytes = bytes_of(segment, segment.end);
    if (!bytes) { return bytes.error(); }
    auto rest = std::string_view{*bytes};
    auto is_damaged = false;
    while (!rest.empty()) {
        auto const record = record_at(rest);
        if (record) { found_.push_back({record->webhook.inbox, record->webhook.received_at}); }
        auto const step = record ? record->bytes : next_record(rest);
        if (step == std::string_view::npos) { break; }
        is_damaged = is_damaged || !record;
        rest.remove_prefix(step);
    }
    segment.end = bytes->size() - rest.size();
    if (is_damaged) { keep_damaged(number); }
    if (segment.end == 0) {
        fs::remove(path_of(number), fault);
    } else {
        segments_.push_back(segment);
    }
    return {};
}

void SpoolFiles::keep_damaged(std::uint64_t number) const {
    auto to = path_of(number);
    auto fault = std::error_code{};
    fs::copy_file(path_of(number), to.replace_extension(".damaged"), fs::copy_options::overwrite_existing,
                  fault);
    log::error("spool.damaged", {{"segment", static_cast<std::int64_t>(number)}, {"kept", !fault}});
}

Result<void> SpoolFiles::append(std::vector<std::string> const& records) {
    auto bytes = std::string{};
    for (auto const& record : records) { bytes += record; }
    if (this->bytes() + bytes.size() > limits_.bytes_max) {
        return Error{ErrorCode::unavailable, "the spool is full", "spool_full"};
    }
    if (!writing_.is_open() || segments_.back().end >= limits_.segment_bytes_max) {
        if (auto const begun = begin_segment(); !begun) { return begun.error(); }
    }
    if (write_all(writing_.get(), bytes) && ::fdatasync(writing_.get()) == 0) {
        segments_.back().end += bytes.size();
        return {};
    }
    // What the kernel made of a failed write or sync is not known: nothing more goes into this file.
    auto const fault = errno;
    writing_ = Descriptor{};
    if (segments_.back().end == 0) {
        ::unlink(path_of(segments_.back().number).c_str());
        segments_.pop_back();
    }
    return broken("cannot write", fault);
}

Result<void> SpoolFiles::begin_segment() {
    writing_ = Descriptor{};
    auto const path = path_of(next_);
    auto made =
        Descriptor{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, owner_only)};
    if (!made.is_open()) { return broken("cannot begin a segment", errno); }
    if (!sync_folder(folder_)) {
        auto const fault = errno;
        ::unlink(path.c_str());
        return broken("cannot sync the folder", fault);
    }
    segments_.push_back(Segment{next_++, 0, 0});
    writing_ = std::move(made);
    return {};
}

Result<SpoolFiles::Portion> SpoolFiles::read(std::size_t bytes_max) const {
    auto portion = Portion{};
    if (segments_.empty()) { return portion; }
    auto const& segment = segments_.front();
    portion.segment = segment.number;
    auto bytes = bytes_of(segment, bytes_max);
    if (!bytes) { return bytes.error(); }
    auto rest = std::string_view{*bytes};
    while (!rest.empty()) {
        auto record = record_at(rest);
        // One that does not fit wants all of the segment; damage is stepped over.
        if (!record && portion.webhooks.empty() && segment.begin + bytes->size() < segment.end) {
            return read(segment.end - segment.begin);
        }
        auto const step = record ? record->bytes : next_record(rest);
        if (step == std::string_view::npos) { break; }
        if (record) { portion.webhooks.push_back(std::move(record->webhook)); }
        rest.remove_prefix(step);
    }
    // What was synced whole and cannot be read any more: the disk lost it.
    if (portion.webhooks.empty()) {
        keep_damaged(segment.number);
        rest = {};
    }
    portion.end = segment.begin + bytes->size() - rest.size();
    return portion;
}

void SpoolFiles::drop(std::uint64_t segment, std::size_t end) {
    if (segments_.empty() || segments_.front().number != segment) { return; }
    auto& front = segments_.front();
    front.begin = end;
    if (front.begin < front.end) { return; }
    if (segments_.size() == 1) { writing_ = Descriptor{}; }
    ::unlink(path_of(front.number).c_str());
    segments_.pop_front();
}

std::size_t SpoolFiles::bytes() const noexcept {
    auto all = std::size_t{0};
    for (auto const& segment : segments_) { all += segment.end; }
    return all;
}

Result<std::string> SpoolFiles::bytes_of(Segment const& segment, std::size_t bytes_max) const {
    auto const file = Descriptor{::open(path_of(segment.number).c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) { return broken("cannot open a segment", errno); }
    auto bytes = std::string(std::min(bytes_max, segment.end - segment.begin), '\0');
    auto at = std::size_t{0};
    while (at < bytes.size()) {
        auto const place = static_cast<off_t>(segment.begin + at);
        auto const got = ::pread(file.get(), bytes.data() + at, bytes.size() - at, place);
        if (got < 0 && errno == EINTR) { continue; }
        if (got < 0) { return broken("cannot read a segment", errno); }
        if (got == 0) { break; }
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    return bytes;
}

fs::path SpoolFiles::path_of(std::uint64_t number) const { return folder_ / (padded(number) + ending); }

}  // namespace balie::ingest
