// How X counts a post.
#pragma once

#include <cstddef>
#include <string_view>

namespace balie::desk {

// Latin and its neighbours count one, other characters and each emoji two, each link 23. A link is what begins with
// http:// or https://; X also takes bare domains for links, which makes its count of those 23.
std::size_t weighted_length(std::string_view text);

}  // namespace balie::desk
