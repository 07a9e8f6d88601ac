// util-linux's prlimit and setpriv stand in front: a file that was made to harm meets a program that may do little.
#include "app/sound_helper.hpp"

#include "app/process.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace balie::app {
namespace {

constexpr auto words_kept = std::size_t{300};

// Of address space 2 GB, of the processor's time 20 seconds, of what is written 64 MB.
constexpr auto bounds =
    std::to_array<char const*>({"/usr/bin/prlimit", "--as=2147483648", "--cpu=20", "--fsize=67108864",
                                "--core=0", "--nofile=64", "/usr/bin/setpriv", "--no-new-privs"});
constexpr auto manners = std::to_array<char const*>(
    {"-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1", "-protocol_whitelist", "file"});

// FFmpeg's names. It is told what it reads: it does not guess among its many readers.
std::string reader_of(std::string_view mime) { return std::string{mime.substr(mime.find('/') + 1)}; }

std::vector<std::string> writer_of(std::string_view from, std::string_view to) {
    if (to == "audio/mp4") { return {"-c:a", "aac", "-b:a", "64k", "-f", "ipod"}; }
    // Browsers write Opus into WebM: it goes over as it is.
    if (from == "audio/webm") { return {"-c:a", "copy", "-f", "ogg"}; }
    return {"-c:a", "libopus", "-b:a", "32k", "-f", "ogg"};
}

std::string last_words(std::filesystem::path const& log) {
    auto file = std::ifstream{log};
    auto words = std::string{std::istreambuf_iterator<char>{file}, {}};
    return words.size() <= words_kept ? words : words.substr(words.size() - words_kept);
}

}  // namespace

std::vector<std::string> sound_command(std::filesystem::path const& program, media::SoundPlace const& from,
                                       media::SoundPlace const& to) {
    auto command = std::vector<std::string>{bounds.begin(), bounds.end()};
    command.push_back(program.string());
    command.insert(command.end(), manners.begin(), manners.end());
    command.insert(command.end(), {"-f", reader_of(from.mime), "-i", "file:" + from.path.string(), "-map",
                                   "0:a:0", "-map_metadata", "-1"});
    auto writer = writer_of(from.mime, to.mime);
    command.insert(command.end(), writer.begin(), writer.end());
    command.insert(command.end(), {"-threads", "1", "-y", "file:" + to.path.string()});
    return command;
}

media::RewriteSound sound_helper(std::filesystem::path program, std::chrono::milliseconds at_most) {
    if (program.empty()) { return {}; }
    return [program = std::move(program), at_most](media::SoundPlace const& from,
                                                   media::SoundPlace const& to) -> Result<void> {
        auto log = to.path;
        log += ".log";
        auto done = run_within(at_most, sound_command(program, from, to), log);
        if (!done) { done = Error{ErrorCode::unavailable, done.error().detail + ": " + last_words(log)}; }
        auto ignored = std::error_code{};
        std::filesystem::remove(log, ignored);
        return done;
    };
}

}  // namespace balie::app
