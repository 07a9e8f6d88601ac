// Messages one after the other: a private conversation, or a public post with what stands under it.
#pragma once

#include "sandbox/entry.hpp"

#include <cstddef>
#include <deque>
#include <string_view>

namespace balie::sandbox {

struct Thread {
    std::deque<Entry> entries;  // the newest last
    Time typing_until;          // the desk is typing until then
    std::size_t unseen = 0;     // entries of the desk since the page last showed this thread
    bool has_stopped = false;   // the customer wants no more messages

    Entry* find(std::string_view message_id) noexcept;
    Entry const* last_of(Author author) const noexcept;
    void add(Entry entry);  // the oldest gives way
};

struct Post {
    Entry root;  // the business's own, or one of a customer
    Thread comments;

    Entry* find(std::string_view message_id) noexcept;
};

}  // namespace balie::sandbox
