// Public posts that hold certain words, for platforms that can be asked for them.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct PostQuestion {
    std::string query;             // in the platform's own words
    Time since = {};               // nothing older
    std::string since_id = {};     // nothing up to this post; empty: `since` alone counts
    std::string until_id = {};     // nothing from this post on; empty: up to now
    std::string next = {};         // of the page before; empty: the first
    std::int64_t posts_max = 100;  // of the page; a platform whose smallest page is larger gives that
};

// A page, the newest post first. The messages are those of parse, with the same external ids; what the account itself
// wrote, and what only repeats another post, is left out.
struct PostPage {
    std::vector<InboundEvent> posts = {};
    std::string newest_id =
        {};  // of all that the platform gave, what was left out included; empty: there was nothing
    std::string oldest_id = {};
    std::string next = {};   // empty: this was the last
    std::int64_t given = 0;  // by the platform, what was left out included: it may bill them
    std::string body = {};   // what parse reads the same posts in, for a page that has to be replayed
};

struct PostRefusal {
    Error
        error;  // throttled; forbidden (the account or its plan may not); unprocessable (the query); unavailable
    std::optional<std::chrono::seconds> retry_after = {};
};

[[noreturn]] inline void throw_exception_from_error(PostRefusal const& refusal,
                                                    boost::source_location const&) {
    throw BrokenResult(refusal.error);
}

class PostSearch {
public:
    virtual ~PostSearch() = default;
    virtual Task<boost::system::result<PostPage, PostRefusal>> search(PostQuestion question,
                                                                      Secrets secrets) = 0;
};

}  // namespace balie
