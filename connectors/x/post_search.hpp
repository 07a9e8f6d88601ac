// Recent posts of everybody that X finds for a query.
#pragma once

#include <balie/channel/post_search.hpp>
#include <connectors/json/reading.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::x {

class RecentPosts final : public PostSearch {
public:
    // The client outlives it.
    explicit RecentPosts(HttpClient& http) : http_(http) {}

    Task<boost::system::result<PostPage, PostRefusal>> search(PostQuestion question,
                                                              Secrets secrets) override;

private:
    HttpClient& http_;
};

// The smallest id that a post of this moment can have: ids hold their millisecond.
std::string first_id_at(Time at);

// Pure: a page of GET /2/tweets/search/recent. `us`: the account that asks. Error: unavailable when it cannot be read.
Result<PostPage> read_page(std::string_view body, std::string const& us);
Result<PostPage> read_page(json::Object const& root, std::string const& us);

}  // namespace balie::connectors::x
