// Whether a search stream's query can be one, before the platform is asked. Pure.
#pragma once

#include <balie/base/result.hpp>

#include <string_view>

namespace balie::desk {

inline constexpr auto search_query_max = 512;  // characters, as X counts them for everybody

// Errors: unprocessable, field `query`: too_short (nothing in it), too_long, unpaired (a quotation mark or a bracket),
// no_words (nothing that a post could hold: "-is:retweet" alone finds all the world's posts, and X refuses it).
Result<void> judge_search_query(std::string_view query);

}  // namespace balie::desk
