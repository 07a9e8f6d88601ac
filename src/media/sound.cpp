// The program's word is not believed: what it wrote is looked at as any file is.
#include "media/sound.hpp"

#include "media/file_type.hpp"

#include <balie/base/log.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace balie::media {
namespace {

struct Form {
    std::string_view mime;
    std::string_view ending;
};

constexpr auto forms = std::to_array<Form>({{"audio/ogg", ".ogg"}, {"audio/mp4", ".m4a"}});

// What browsers record. A vessel with sound alone is found to be one of films.
constexpr auto recorded = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"audio/webm", "audio/webm"},
    {"video/webm", "audio/webm"},
    {"audio/ogg", "audio/ogg"},
    {"video/ogg", "audio/ogg"},
    {"audio/mp4", "audio/mp4"},
    {"video/mp4", "audio/mp4"},
});

std::string_view recorded_as(std::string_view sniffed) {
    auto const mime = usual_mime(sniffed);
    auto const found = std::ranges::find(recorded, mime, [](auto const& entry) { return entry.first; });
    return found == recorded.end() ? std::string_view{} : found->second;
}

Error not_converted(std::string const& why) {
    log::warn("sound.not_converted", {{"detail", why}});
    return {ErrorCode::unprocessable, "the sound could not be put into this form", "sound_not_converted",
            "file"};
}

}  // namespace

bool is_sound_form(std::string_view mime) noexcept {
    return std::ranges::find(forms, mime, &Form::mime) != forms.end();
}

std::string name_in_form(std::string_view name, std::string_view mime) {
    auto const form = std::ranges::find(forms, mime, &Form::mime);
    if (form == forms.end()) { return std::string{name}; }
    return std::string{name.substr(0, name.rfind('.'))} + std::string{form->ending};
}

Result<Examined> put_into_form(std::filesystem::path const& path, Examined examined, std::string_view mime,
                               RewriteSound const& rewrite, Folder const& folder, Sniffer& sniffer) {
    auto const from = recorded_as(examined.sniffed);
    if (from == mime) { return examined; }
    if (from.empty()) {
        return Error{ErrorCode::unprocessable, "it is no recorded sound", "no_sound", "file"};
    }
    if (!rewrite) {
        return Error{ErrorCode::unprocessable, "no program for sound is set on this server",
                     "no_sound_helper", "sound"};
    }
    auto const written = folder.temporary();
    auto const done = rewrite({path, from}, {written, mime});
    auto fault = std::error_code{};
    if (done) { std::filesystem::rename(written, path, fault); }
    auto ignored = std::error_code{};
    std::filesystem::remove(written, ignored);
    if (!done) { return not_converted(done.error().detail); }
    if (fault) { return not_converted(fault.message()); }
    auto again = examine(path, sniffer);
    if (again && recorded_as(again->sniffed) != mime) { return not_converted("it wrote " + again->sniffed); }
    return again;
}

}  // namespace balie::media
