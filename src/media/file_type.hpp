// What a file is allowed to be, by what its bytes are. Pure.
#pragma once

#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::media {

// The sniffer's name of a type in the form that browsers and platforms know: "audio/x-m4a" is "audio/mp4".
std::string usual_mime(std::string_view sniffed);

// Which kind of attachment a type is; absent for what is never kept (programs, scripts for a shell).
std::optional<AttachmentKind> kind_of(std::string_view mime) noexcept;

// Whether a machine runs a file of this name when somebody opens it: a program, or a script whose bytes are plain text.
bool is_run_by_name(std::string_view name);

// True for what a browser may show in the page: raster images, sound, video. Never SVG, HTML, XML or PDF.
bool may_be_inline(std::string_view mime) noexcept;

// Whether a picture that says to be so large is one to be drawn: a file of a few bytes can ask for gigabytes of memory
// in the browser of whoever looks. One that is not is kept as a document, to be downloaded.
bool is_drawable(std::optional<std::int64_t> width, std::optional<std::int64_t> height) noexcept;

// A file from a platform, which called it `declared`.
struct Judgement {
    std::string mime;          // to keep it under; one that is not inline is a download
    std::string_view refusal;  // empty: kept; else type_not_allowed, type_differs
};

// A picture that is really a page is refused; a sound whose form we do not know is kept as a download.
Judgement judge(AttachmentKind declared, std::string_view sniffed);

}  // namespace balie::media
