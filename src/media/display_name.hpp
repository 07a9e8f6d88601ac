// A file's name as people may see it. It is data: no file of ours is ever called by it.
#pragma once

#include <string>
#include <string_view>

namespace balie::media {

// The last part of a path, UTF-8, without control and bidirectional characters, at most 200 characters.
std::string display_name(std::string_view given);

// `attachment; filename="..."; filename*=UTF-8''...` (RFC 6266, RFC 5987), or inline. Without a name only the word.
std::string content_disposition(bool is_inline, std::string_view name);

}  // namespace balie::media
