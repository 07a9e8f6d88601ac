// How a post sounds, by counting words. It is a list and three rules, no machine that learned: irony, and everything
// that is said in other words, escapes it. docs/channels/x.md says so to those who look at the mark.
#pragma once

#include <string_view>

namespace balie::ingest {

// -1: unfriendly, 1: friendly, 0: neither, or both alike. Dutch, English, and emoji. Pure.
int sentiment_of(std::string_view text);

}  // namespace balie::ingest
