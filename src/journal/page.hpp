// A page of the journal, ready to be shown: each event with its resource as JSON, and who may see it.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "wire/context.hpp"

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace balie::journal {

// At most this many events, or about this many bytes, in one frame.
constexpr auto frame_items_max = std::int64_t{200};
constexpr auto frame_bytes_max = std::size_t{64} << 10U;

// One event's JSON, written once, and its audience. A conversation's event is judged by where the conversation stands
// now; who saw it before a move and does not now gets `removed` instead.
struct Item {
    enum class Audience { conversation, contact, inbox, user };

    std::int64_t seq = 0;
    Audience audience = Audience::conversation;
    std::string json;
    std::string removed = {};  // empty: nothing is taken away by this event
    access::Place place = {};
    access::Place before = {};
    std::vector<InboxId> inboxes = {};  // of a contact's identities; of an inbox's event
    UserId user = {};
};

struct Page {
    std::vector<Item> items;
    std::int64_t last_seq = 0;  // of the newest event read, shown or not
    bool is_last = true;        // nothing after it was there at the time of reading
    bool moves_queue = false;   // conversations changed: the live figures may have, too
};

// Reads what comes after `seq`. Of several events that show the same resource, the one that created it and the newest
// remain.
Page read_page(db::Transaction& transaction, AccountId account, std::int64_t seq,
               wire::Context const& context);

// What this actor gets of an item; empty: nothing.
std::string const& shown_to(access::Actor const& actor, Item const& item) noexcept;

using Frame = std::shared_ptr<std::string const>;

struct NumberedFrame {
    Frame frame;
    std::int64_t seq = 0;  // of its newest event
};

// The frames of a page for one view, without the events up to `after`.
std::vector<NumberedFrame> frames_for(access::Actor const& actor, Page const& page, std::int64_t after);

}  // namespace balie::journal
