// The post of a page, or the picture of an account, under which comments stand.
#pragma once

#include <balie/channel/post_source.hpp>

#include <string_view>

namespace balie::connectors::meta {

// Where an answer says what.
struct PostFields {
    std::string_view text;
    std::string_view url;
    std::string_view created_at;
    std::string_view author;  // a name, or an object with one
    std::string_view picture;
    std::string_view
        film_picture;  // of a film, whose own address is none of a picture; empty: there is no such field
};

inline constexpr auto facebook_post =
    PostFields{"message", "permalink_url", "created_time", "from", "full_picture", {}};
inline constexpr auto instagram_post =
    PostFields{"caption", "permalink", "timestamp", "username", "media_url", "thumbnail_url"};

class PublicPosts final : public PostSource {
public:
    // The client outlives it.
    PublicPosts(HttpClient& http, PostFields const& fields) : http_(http), fields_(fields) {}

    Task<Result<PublicPost>> post(std::string thread_key, Secrets secrets) override;

private:
    HttpClient& http_;
    PostFields fields_;
};

}  // namespace balie::connectors::meta
