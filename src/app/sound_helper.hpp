// The program that puts recorded sound into another form: FFmpeg, where the operator names it.
#pragma once

#include "media/sound.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace balie::app {

constexpr auto sound_takes_at_most = std::chrono::seconds{20};

// Empty for an empty path. It is started without a shell, reads and writes the two files alone, and is bound in time,
// memory and what it writes. Its messages go to a file beside the written one, which is removed.
media::RewriteSound sound_helper(std::filesystem::path program,
                                 std::chrono::milliseconds at_most = sound_takes_at_most);

// The whole command, for these two files.
std::vector<std::string> sound_command(std::filesystem::path const& program, media::SoundPlace const& from,
                                       media::SoundPlace const& to);

}  // namespace balie::app
