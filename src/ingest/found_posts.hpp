// What a post bears because a search stream found it: the stream's label, and how it sounds.
#pragma once

#include "journal/journal.hpp"
#include "store/search_streams.hpp"

#include <balie/channel/inbound_event.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::ingest {

// Nothing for what is no post.
std::optional<store::search_streams::Sound> sound_of(InboundEvent const& event);

// Marks the conversations of posts that are stored, and tells of them. False: the stream is gone, and nothing was done.
bool mark_found(journal::Work& work, AccountId account, InboxId inbox, SearchStreamId stream,
                std::vector<store::search_streams::Sound> const& sounds);

// Stands as the address of what is kept in the quarantine, so that a post that is replayed is marked too.
std::string found_by(SearchStreamId stream);
std::optional<SearchStreamId> stream_of(std::string_view method, std::string_view url);

}  // namespace balie::ingest
