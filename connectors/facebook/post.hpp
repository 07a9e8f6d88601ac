// What was written under a page or on it: comments, visitors' posts, mentions, reviews.
#pragma once

#include <connectors/facebook/change.hpp>

namespace balie::connectors::facebook {

// `source` is the change's field when that says something: "mention", "ratings".
InboundMessage post_message(Change const& change, std::string_view source);

}  // namespace balie::connectors::facebook
