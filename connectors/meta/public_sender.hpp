// Answers that everybody can read: comments of the page or account itself.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::meta {

// What differs between Facebook and Instagram.
struct CommentEdges {
    std::string_view of_comment;  // where an answer to a comment is posted
    std::string_view of_post;     // where a comment under a post is posted
    bool takes_photo = false;
};

class PublicSender {
public:
    // The client outlives the sender.
    PublicSender(HttpClient& http, CommentEdges edges) : http_(http), edges_(edges) {}

    // Once; answers the message that is replied to, else the thread's post.
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets);

private:
    HttpClient& http_;
    CommentEdges edges_;
};

}  // namespace balie::connectors::meta
