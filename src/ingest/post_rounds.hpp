// Asks platforms for the posts under which comments came in, once for each public conversation.
#pragma once

#include "journal/journal.hpp"
#include "store/inbox_directory.hpp"
#include "store/public_posts.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/post_source.hpp>
#include <balie/domain/words.hpp>

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <vector>

namespace balie::ingest {

using PostSources = std::map<Channel, std::unique_ptr<PostSource>>;

// Lives on the network thread. Several nodes may ask: each conversation is taken under a lease.
class PostRounds {
public:
    PostRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
               store::SecretBox const& box, PostSources sources, Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all inboxes.
    Task<void> round();

private:
    struct Taken {
        std::vector<store::public_posts::Due> due;
        Secrets secrets = {};
    };

    Task<void> serve(store::inbox_directory::Place place, PostSource* source);
    Task<Result<Taken>> take(store::inbox_directory::Place place);
    // False when the platform is not there: the rest of the inbox waits.
    Task<bool> ask(AccountId account, store::public_posts::Due due, PostSource* source, Secrets secrets);
    Task<void> put_off(AccountId account, ConversationId conversation, std::optional<Time> due_at);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    PostSources sources_;
    Clock const* clock_;
    Rounds rounds_;
    std::mt19937_64 dice_{std::random_device{}()};
};

}  // namespace balie::ingest
