// A few inboxes at once, so that a platform that is slow for one does not hold the others.
#include "ingest/search_stream_rounds.hpp"

#include "ingest/completeness.hpp"
#include "ingest/found_posts.hpp"
#include "ingest/quarantine.hpp"
#include "store/inbox_health.hpp"
#include "store/inboxes.hpp"

#include <balie/base/few_at_once.hpp>
#include <balie/base/log.hpp>

#include <algorithm>
#include <functional>

namespace balie::ingest {
namespace {

namespace streams = store::search_streams;

constexpr auto pause = std::chrono::seconds{5};
constexpr auto lease = std::chrono::minutes{5};  // longer than the pages of one walk can take
constexpr auto pages_max = 5;
constexpr auto at_once_max = std::size_t{4};
constexpr auto of_a_round = std::chrono::seconds{20};  // then an inbox's other streams wait for the next one

// The newest first, and the oldest first.
void turn_round(std::vector<PostPage>& pages) {
    std::ranges::reverse(pages);
    for (auto& page : pages) { std::ranges::reverse(page.posts); }
}

std::vector<streams::Sound> sounds_of(std::vector<PostPage> const& pages) {
    auto sounds = std::vector<streams::Sound>{};
    for (auto const& page : pages) {
        for (auto const& post : page.posts) {
            if (auto sound = sound_of(post)) { sounds.push_back(*std::move(sound)); }
        }
    }
    return sounds;
}

// Screens are told of what they show: the conversations, and an inbox whose stream has another problem.
struct Keep {
    AccountId account;
    InboxId inbox;
    streams::Due due;
    std::vector<streams::Sound> sounds;
    streams::Outcome outcome;
    Time now;

    Result<bool> operator()(journal::Work& work) const {
        auto& transaction = work.transaction();
        if (!mark_found(work, account, inbox, due.id, sounds)) { return false; }
        if (streams::keep(transaction, account, due, outcome, now)) {
            store::inbox_health::look_soon(transaction, account, inbox);
            auto event = journal::Event{journal::EventType::inbox_updated};
            event.inbox = inbox;
            work.tell(event);
        }
        return true;
    }
};

struct PutOff {
    AccountId account;
    InboxId inbox;
    Time due_at;
    Result<bool> operator()(db::Transaction& transaction) const {
        streams::put_off(transaction, account, inbox, due_at);
        return true;
    }
};

struct FindPlaces {
    Channel channel;
    Result<std::vector<store::inbox_directory::Place>> operator()(db::Transaction& transaction) const {
        return store::inbox_directory::of_channels(transaction, {channel});
    }
};

}  // namespace

SearchStreamRounds::SearchStreamRounds(boost::asio::io_context& network, db::Database& database,
                                       journal::Journal& journal, store::SecretBox const& box,
                                       PostSearches searches, Writer& writer, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      box_(&box),
      searches_(std::move(searches)),
      writer_(&writer),
      clock_(&clock),
      rounds_(network, "search_streams", pause) {}

Task<void> SearchStreamRounds::round() {
    auto works = std::vector<std::function<Task<void>()>>{};
    for (auto const& [channel, search] : searches_) {
        auto find = FindPlaces{channel};
        auto const places = co_await database_->run(0, std::move(find));
        if (!places) { co_return; }  // the next round looks again
        for (auto const& place : *places) {
            works.emplace_back([this, place, search = search.get()] { return serve(place, search); });
        }
    }
    co_await few_at_once(std::move(works), at_once_max);
}

// One after the other: what is not asked yet is not leased, so that another node may, or a pause holds for it too.
Task<void> SearchStreamRounds::serve(store::inbox_directory::Place place, PostSearch* search) {
    auto goes_on = true;
    auto const until = clock_->now() + of_a_round;
    while (goes_on && clock_->now() < until && !rounds_.is_stopping()) {
        auto const taken = co_await take(place);
        if (!taken || !taken->due) { co_return; }
        auto walked = co_await walk(*taken->due, search, taken->secrets);
        goes_on = co_await settle(place, *taken->due, std::move(walked));
    }
}

// An inbox that is switched off, or whose token was refused, is not asked: nothing is taken.
Task<Result<SearchStreamRounds::Taken>> SearchStreamRounds::take(store::inbox_directory::Place place) {
    auto find = [place, box = box_, now = clock_->now()](db::Transaction& transaction) -> Result<Taken> {
        if (!streams::has_enabled(transaction, place.account, place.inbox)) { return Taken{}; }
        auto const inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        if (!inbox->enabled || inbox->needs_reauthorization) { return Taken{}; }
        auto taken = Taken{streams::take(transaction, place.account, place.inbox, now, now + lease)};
        if (!taken.due) { return taken; }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        taken.secrets = std::move(*secrets);
        return taken;
    };
    co_return co_await database_->run(place.account.value, std::move(find));
}

Task<StreamWalk> SearchStreamRounds::walk(streams::Due due, PostSearch* search, Secrets secrets) {
    auto walked = StreamWalk{};
    auto question =
        PostQuestion{due.query, due.begins_at, due.place.since_id, due.place.until_id, std::string{}};
    for (auto pages = 0; pages < pages_max && !walked.is_done; ++pages) {
        question.posts_max = posts_left(due, walked, clock_->now());
        if (question.posts_max <= 0) { break; }
        auto page = co_await search->search(question, secrets);
        if (!page) {
            walked.refusal = page.error();
            break;
        }
        if (walked.pages.empty()) { walked.newest_id = page->newest_id; }
        if (!page->oldest_id.empty()) { walked.oldest_id = page->oldest_id; }
        walked.given += page->given;
        walked.is_done = page->next.empty();
        question.next = page->next;
        walked.pages.push_back(*std::move(page));
    }
    co_return walked;
}

Task<bool> SearchStreamRounds::settle(store::inbox_directory::Place place, streams::Due due,
                                      StreamWalk walk) {
    auto const now = clock_->now();
    auto outcome = outcome_of(due, walk, now);
    turn_round(walk.pages);
    auto sounds = sounds_of(walk.pages);
    auto const is_throttled = walk.refusal && walk.refusal->error.code == ErrorCode::throttled;
    for (auto& page : walk.pages) {
        // What was not written is asked for again when the lease is over.
        auto const is_in = co_await bring_in(place, due.id, std::move(page));
        if (!is_in) { co_return false; }
    }
    auto put_off = PutOff{place.account, place.inbox, outcome.due_at};
    auto keep = Keep{place.account, place.inbox, std::move(due), std::move(sounds), std::move(outcome), now};
    auto const kept = co_await journal_->write(place.account, std::move(keep));
    if (!kept) { log::warn("search_streams.not_written", {{"detail", kept.error().detail}}); }
    if (!is_throttled) { co_return true; }
    auto const waits = co_await database_->run(place.account.value, std::move(put_off));
    if (!waits) { log::warn("search_streams.not_written", {{"detail", waits.error().detail}}); }
    co_return false;
}

// A page is written as one webhook; what of it cannot be stored waits in the quarantine with the platform's own words.
Task<bool> SearchStreamRounds::bring_in(store::inbox_directory::Place place, SearchStreamId stream,
                                        PostPage page) {
    auto webhook = Webhook{};
    webhook.account = place.account;
    webhook.inbox = place.inbox;
    webhook.method = "GET";
    webhook.url = found_by(stream);
    webhook.body = std::move(page.body);
    webhook.received_at = clock_->now();
    auto reason = std::string{};
    auto position = std::size_t{0};
    for (auto& post : page.posts) {
        auto fault = complete(post, webhook.body, position++);
        if (fault.empty()) {
            webhook.events.emplace_back(place.inbox, std::move(post));
        } else {
            reason = std::move(fault);
        }
    }
    if (!reason.empty()) {
        auto const kept = co_await keep_in_quarantine(*database_, webhook, std::move(reason));
        if (!kept) { co_return false; }
    }
    if (webhook.events.empty()) { co_return true; }
    auto const written = co_await writer_->write(std::move(webhook));
    if (!written) { log::warn("search_streams.not_written", {{"detail", written.error().detail}}); }
    co_return written.has_value();
}

}  // namespace balie::ingest
