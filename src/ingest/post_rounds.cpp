// As with customers' names: slow, quiet, and never on the way in. What is not had after a day is not asked for again.
#include "ingest/post_rounds.hpp"

#include "ingest/profile_rounds.hpp"
#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

namespace balie::ingest {
namespace {

namespace posts = store::public_posts;

constexpr auto pause = std::chrono::seconds{5};
constexpr auto of_an_inbox_max = std::int64_t{5};
constexpr auto lease = std::chrono::minutes{5};
constexpr auto tries_max = std::int64_t{12};  // doubled from a minute to six hours: about a day

struct FindPlaces {
    Channel channel;
    Result<std::vector<store::inbox_directory::Place>> operator()(db::Transaction& transaction) const {
        return store::inbox_directory::of_channels(transaction, {channel});
    }
};

struct Fill {
    AccountId account;
    ConversationId conversation;
    PublicPost post;
    Result<bool> operator()(journal::Work& work) const {
        auto const filled = posts::fill(work.transaction(), account, conversation, post);
        if (!filled) { return false; }
        auto event = journal::Event{journal::EventType::conversation_updated};
        event.inbox = filled->inbox;
        event.team = filled->team;
        event.assignee = filled->assignee;
        event.conversation = conversation;
        work.tell(event);
        return true;
    }
};

struct PutOff {
    AccountId account;
    ConversationId conversation;
    std::optional<Time> due_at;
    Result<bool> operator()(db::Transaction& transaction) const {
        posts::put_off(transaction, account, conversation, due_at);
        return true;
    }
};

}  // namespace

PostRounds::PostRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                       store::SecretBox const& box, PostSources sources, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      box_(&box),
      sources_(std::move(sources)),
      clock_(&clock),
      rounds_(network, "posts", pause) {}

Task<void> PostRounds::round() {
    for (auto const& [channel, source] : sources_) {
        auto find = FindPlaces{channel};
        auto const places = co_await database_->run(0, std::move(find));
        if (!places) { co_return; }  // the next round looks again
        for (auto const& place : *places) {
            if (rounds_.is_stopping()) { co_return; }
            co_await serve(place, source.get());
        }
    }
}

Task<void> PostRounds::serve(store::inbox_directory::Place place, PostSource* source) {
    auto const taken = co_await take(place);
    if (!taken) { co_return; }
    for (auto const& due : taken->due) {
        if (rounds_.is_stopping()) { break; }
        if (due.is_here) {
            co_await put_off(place.account, due.conversation, std::nullopt);
            continue;
        }
        // The others keep their lease, and are taken again after it.
        auto const is_there = co_await ask(place.account, due, source, taken->secrets);
        if (!is_there) { break; }
    }
}

// An inbox that is switched off, or whose token was refused, is not asked: nothing is taken.
Task<Result<PostRounds::Taken>> PostRounds::take(store::inbox_directory::Place place) {
    auto body = [place, box = box_, now = clock_->now()](db::Transaction& transaction) -> Result<Taken> {
        auto const inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        if (!inbox->enabled || inbox->needs_reauthorization) { return Taken{}; }
        auto taken =
            Taken{posts::take(transaction, place.account, place.inbox, of_an_inbox_max, now, now + lease)};
        if (taken.due.empty()) { return taken; }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        taken.secrets = std::move(*secrets);
        return taken;
    };
    co_return co_await database_->run(place.account.value, std::move(body));
}

Task<bool> PostRounds::ask(AccountId account, posts::Due due, PostSource* source, Secrets secrets) {
    auto post = co_await source->post(due.thread_key, std::move(secrets));
    if (post) {
        auto fill = Fill{account, due.conversation, std::move(*post)};
        auto const written = co_await journal_->write(account, std::move(fill));
        if (!written) { log::warn("posts.not_written", {{"detail", written.error().detail}}); }
        co_return true;
    }
    // A refused token says nothing of the post: the others are not asked either, and all of them again later.
    auto const code = post.error().code;
    auto const is_of_the_post = code == ErrorCode::not_found || code == ErrorCode::unprocessable;
    if (is_of_the_post || due.tries >= tries_max) {
        co_await put_off(account, due.conversation, std::nullopt);
        co_return is_of_the_post;
    }
    log::info("posts.unavailable", {{"account", to_string(account)}, {"detail", post.error().detail}});
    auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
    co_await put_off(account, due.conversation, clock_->now() + profile_pause(due.tries, draw));
    co_return false;
}

Task<void> PostRounds::put_off(AccountId account, ConversationId conversation, std::optional<Time> due_at) {
    auto body = PutOff{account, conversation, due_at};
    auto const written = co_await database_->run(account.value, std::move(body));
    if (!written) { log::warn("posts.not_written", {{"detail", written.error().detail}}); }
}

}  // namespace balie::ingest
