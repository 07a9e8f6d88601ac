// Asks platforms for the public posts that search streams look for. What they find comes in as a webhook's posts do, and
// its conversation gets the stream's name as a label, and how the post sounds.
#pragma once

#include "ingest/search_stream_walk.hpp"
#include "ingest/writer.hpp"
#include "journal/journal.hpp"
#include "store/inbox_directory.hpp"
#include "store/search_streams.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/post_search.hpp>
#include <balie/domain/words.hpp>

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace balie::ingest {

using PostSearches = std::map<Channel, std::unique_ptr<PostSearch>>;

// Lives on the network thread. Several nodes may ask: each stream is taken under a lease.
class SearchStreamRounds {
public:
    SearchStreamRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                       store::SecretBox const& box, PostSearches searches, Writer& writer,
                       Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all streams that are due.
    Task<void> round();

private:
    struct Taken {
        std::optional<store::search_streams::Due> due = {};
        Secrets secrets = {};
    };

    Task<void> serve(store::inbox_directory::Place place, PostSearch* search);
    Task<Result<Taken>> take(store::inbox_directory::Place place);
    Task<StreamWalk> walk(store::search_streams::Due due, PostSearch* search, Secrets secrets);
    // False when the platform wants to be left alone for a while: the inbox's other streams wait too.
    Task<bool> settle(store::inbox_directory::Place place, store::search_streams::Due due, StreamWalk walk);
    Task<bool> bring_in(store::inbox_directory::Place place, SearchStreamId stream, PostPage page);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    PostSearches searches_;
    Writer* writer_;
    Clock const* clock_;
    Rounds rounds_;
};

}  // namespace balie::ingest
