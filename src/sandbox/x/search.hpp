// What GET /2/tweets/search/recent finds: words, hashtags, phrases, from:, OR and what is denied. Pure.
#pragma once

#include <string>
#include <string_view>

namespace balie::sandbox::x {

// A part of the platform's words: brackets count for nothing, and what only narrows (lang:, has:, is:) lets all through.
bool finds(std::string_view query, std::string_view text, std::string_view author_handle);

}  // namespace balie::sandbox::x
