// What the journal's frames say about conversations, as far as visitors may be told that something happened. Only
// pointers are taken from a frame; what a visitor is shown is read anew, under their own eyes.
#pragma once

#include "journal/page.hpp"

#include <balie/domain/ids.hpp>

#include <string>
#include <variant>
#include <vector>

namespace balie::client {

struct MessageNews {
    ConversationId conversation;
    MessageId message;
};
struct ConversationNews {
    ConversationId conversation;
    ContactId contact;
    std::int64_t unread_count = 0;
    bool is_new = false;
};
struct TypingNews {
    ConversationId conversation;
    std::string name;  // of the agent
};
using News = std::variant<MessageNews, ConversationNews, TypingNews>;

std::vector<News> news_of(std::string const& frame);

// Many sockets get the same frame: it is read once. Lives on the fan-out thread.
class NewsReader {
public:
    std::vector<News> const& read(journal::Frame const& frame);

private:
    journal::Frame last_;
    std::vector<News> news_;
};

}  // namespace balie::client
