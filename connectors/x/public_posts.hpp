// The post that began a conversation, for mentions and replies that tell no more of it than its id.
#pragma once

#include <balie/channel/post_source.hpp>

namespace balie::connectors::x {

class PublicPosts final : public PostSource {
public:
    // The client outlives it.
    explicit PublicPosts(HttpClient& http) : http_(http) {}

    Task<Result<PublicPost>> post(std::string thread_key, Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
