// A walk through the pages that a platform gives for a search stream, and what is to be written down after it. Pure.
#pragma once

#include "store/search_streams.hpp"

#include <balie/channel/post_search.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::ingest {

// How far a walk came.
struct StreamWalk {
    std::vector<PostPage> pages = {};  // the newest first, as their posts are
    std::string newest_id = {};
    std::string oldest_id = {};
    std::int64_t given = 0;  // by the platform, also what is no post for the desk
    bool is_done = false;
    std::optional<PostRefusal> refusal = {};
};

// What the stream may still be given within the hour, after this much of the walk.
std::int64_t posts_left(store::search_streams::Due const& due, StreamWalk const& walk, Time now);

store::search_streams::Outcome outcome_of(store::search_streams::Due const& due, StreamWalk const& walk,
                                          Time now);

}  // namespace balie::ingest
