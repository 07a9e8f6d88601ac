// Lists of conversations: what was asked for, and the page as it is answered.
#pragma once

#include "api/route.hpp"
#include "store/conversations.hpp"
#include "store/views.hpp"
#include "wire/context.hpp"

#include <optional>
#include <string>

namespace balie::api {

struct ConversationList {
    store::conversations::Filter filter;
    std::optional<store::conversations::Position> after;
    std::int64_t limit = 50;
    std::string scope;
    std::string typed = {};  // into the search box
    ViewId view = {};        // whose filter this one narrows
    bool is_sorted = false;  // in an order that was asked for
};

// Reads the filters of GET /conversations; what was searched for is made of `typed` by `search`.
Result<ConversationList> conversation_list_in(Call const& call, Time now);
void search(db::Transaction& transaction, AccountId account, ConversationList& list);
// Narrows the filter by that of the view. Error: not_found for a view that the actor does not see.
Result<void> apply_view(db::Transaction& transaction, access::Actor const& actor, ConversationList& list);
// Reads cursor and limit alone; the filter is the caller's.
Result<ConversationList> conversation_page_in(Call const& call);

http::Response page_response(store::conversations::Page const& page, ConversationList const& asked,
                             wire::Context const& context);

}  // namespace balie::api
