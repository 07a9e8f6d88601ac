// Recorded sound in the form that a channel takes: browsers write WebM, channels want Ogg or MP4.
#pragma once

#include "media/examine.hpp"
#include "media/folder.hpp"

#include <balie/base/result.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace balie::media {

// Writes the sound of one file to another, by their types. Blocks. Empty where the operator named no program for it.
struct SoundPlace {
    std::filesystem::path path;
    std::string_view mime;
};
using RewriteSound = std::function<Result<void>(SoundPlace const& from, SoundPlace const& to)>;

// Whether a file may be asked for in this form: audio/ogg, audio/mp4.
bool is_sound_form(std::string_view mime) noexcept;

// The name that a file has in this form: "voice.webm" becomes "voice.ogg".
std::string name_in_form(std::string_view name, std::string_view mime);

// Puts the file at `path` into this form, in its place, and looks at it anew. Blocks. Errors: unprocessable,
// `no_sound_helper`, `no_sound` (it is no recording that we know) or `sound_not_converted`.
Result<Examined> put_into_form(std::filesystem::path const& path, Examined examined, std::string_view mime,
                               RewriteSound const& rewrite, Folder const& folder, Sniffer& sniffer);

}  // namespace balie::media
