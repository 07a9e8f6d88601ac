// The piece of a message in which the words stand that were looked for.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace balie::desk {

// Counted in characters (code points) of the snippet's text.
struct Span {
    std::size_t start = 0;
    std::size_t length = 0;
};

struct Snippet {
    std::string text;
    std::vector<Span> hits;
};

// The words of a text, parted as the index parts them: by all that is neither letter nor digit. Of long texts, the first
// twenty thousand bytes.
std::vector<std::string_view> words_in(std::string_view text);

// About 160 characters, from a little before the first of the words on; on one line, with "…" where it was cut.
Snippet snippet_of(std::string_view text, std::set<std::string, std::less<>> const& hits);

}  // namespace balie::desk
