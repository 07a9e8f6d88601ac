// The platform gives the newest post first, and a stream goes on from the newest that it has. So a walk that does not
// reach its end keeps both ends: where it began, and how far back it came.
#include "ingest/search_stream_rounds.hpp"

#include "ingest/completeness.hpp"
#include "ingest/sentiment.hpp"
#include "store/inbox_health.hpp"
#include "store/inboxes.hpp"
#include "store/labels.hpp"

#include <balie/base/log.hpp>
#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::ingest {
namespace {

namespace streams = store::search_streams;

constexpr auto pause = std::chrono::seconds{5};
constexpr auto lease = std::chrono::minutes{5};  // longer than the pages of one walk can take
constexpr auto asks_every = std::chrono::minutes{1};
constexpr auto pages_max = 5;
constexpr auto when_throttled = std::chrono::minutes{15};  // the platform's window, when it names no end
constexpr auto when_not_allowed = std::chrono::minutes{15};
constexpr auto when_refused = std::chrono::hours{1};  // another query is asked at once
constexpr auto longest_pause = std::chrono::minutes{30};
constexpr auto failures_to_tell = std::int64_t{3};
constexpr auto detail_max = std::size_t{500};
constexpr auto label_color = "#475569";
constexpr auto body = std::string_view{R"({"found":true})"};  // stands where the raw webhook would

std::chrono::microseconds pause_after(std::int64_t failures) {
    auto const doublings = std::min(failures, std::int64_t{5});
    return std::min<std::chrono::microseconds>(asks_every * (std::int64_t{1} << doublings), longest_pause);
}

void judge_refusal(streams::Outcome& outcome, PostRefusal const& refusal, Time now) {
    outcome.was_asked = false;
    outcome.problem_detail = first_characters(refusal.error.detail, detail_max);
    switch (refusal.error.code) {
        case ErrorCode::throttled:
            outcome.problem_detail.clear();
            outcome.due_at = now + refusal.retry_after.value_or(when_throttled);
            return;
        case ErrorCode::forbidden:
            outcome.problem = "not_allowed";
            outcome.due_at = now + when_not_allowed;
            return;
        case ErrorCode::unprocessable:
            outcome.problem = "query_refused";
            outcome.due_at = now + when_refused;
            return;
        default:
            break;
    }
    ++outcome.failures;
    if (outcome.failures >= failures_to_tell) { outcome.problem = "unavailable"; }
    outcome.due_at = now + pause_after(outcome.failures);
}

// The rest of a cut walk that stood still for so long that the platform looks no further back: it is given up, and the
// next question shows whether the query itself is refused.
bool is_out_of_reach(streams::Due const& due, PostRefusal const& refusal) {
    return refusal.error.code == ErrorCode::unprocessable && !due.place.until_id.empty();
}

streams::Place place_after(streams::Due const& due, StreamWalk const& walk) {
    if (!walk.has_pages) { return due.place; }
    auto const newest = due.place.newest_id.empty() ? walk.newest_id : due.place.newest_id;
    if (walk.is_done || newest.empty()) { return {newest.empty() ? due.place.since_id : newest}; }
    auto const until = walk.oldest_id.empty() ? due.place.until_id : walk.oldest_id;
    return {due.place.since_id, newest, until};
}

std::vector<streams::Sound> sounds_of(std::vector<InboundEvent> const& posts) {
    auto sounds = std::vector<streams::Sound>{};
    for (auto const& event : posts) {
        if (auto const* const post = std::get_if<InboundMessage>(&event)) {
            sounds.push_back({post->external_id, sentiment_of(post->text)});
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
        if (!sounds.empty()) {
            auto const label = store::labels::named(transaction, account, due.name, label_color);
            for (auto const& marked : streams::mark(transaction, account, inbox, label, sounds)) {
                auto event = journal::Event{journal::EventType::conversation_updated};
                event.inbox = marked.inbox;
                event.team = marked.team;
                event.assignee = marked.assignee;
                event.conversation = marked.conversation;
                work.tell(event);
            }
        }
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

streams::Outcome outcome_of(streams::Due const& due, StreamWalk const& walk, Time now) {
    auto outcome = streams::Outcome{place_after(due, walk)};
    outcome.found = static_cast<std::int64_t>(walk.posts.size());
    outcome.due_at =
        now + asks_every;  // a walk that is cut goes on then: a minute brings so many and no more
    if (!walk.refusal) { return outcome; }
    outcome.failures = due.failures;
    if (is_out_of_reach(due, *walk.refusal)) {
        outcome.was_asked = false;
        outcome.place = {due.place.newest_id};
        return outcome;
    }
    judge_refusal(outcome, *walk.refusal, now);
    return outcome;
}

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
    for (auto const& [channel, search] : searches_) {
        auto find = FindPlaces{channel};
        auto const places = co_await database_->run(0, std::move(find));
        if (!places) { co_return; }  // the next round looks again
        for (auto const& place : *places) {
            if (rounds_.is_stopping()) { co_return; }
            co_await serve(place, search.get());
        }
    }
}

// One after the other: what is not asked yet is not leased, so that another node may, or a pause holds for it too.
Task<void> SearchStreamRounds::serve(store::inbox_directory::Place place, PostSearch* search) {
    auto goes_on = true;
    while (goes_on && !rounds_.is_stopping()) {
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
        auto page = co_await search->search(question, secrets);
        if (!page) {
            walked.refusal = page.error();
            break;
        }
        if (!walked.has_pages) { walked.newest_id = page->newest_id; }
        if (!page->oldest_id.empty()) { walked.oldest_id = page->oldest_id; }
        walked.has_pages = true;
        std::ranges::move(page->posts, std::back_inserter(walked.posts));
        walked.is_done = page->next.empty();
        question.next = std::move(page->next);
    }
    co_return walked;
}

Task<bool> SearchStreamRounds::settle(store::inbox_directory::Place place, streams::Due due,
                                      StreamWalk walk) {
    auto const now = clock_->now();
    auto outcome = outcome_of(due, walk, now);
    std::ranges::reverse(walk.posts);
    auto sounds = sounds_of(walk.posts);
    auto const is_throttled = walk.refusal && walk.refusal->error.code == ErrorCode::throttled;
    if (!walk.posts.empty()) {
        // What was not written is asked for again when the lease is over.
        auto const is_in = co_await bring_in(place, std::move(walk.posts));
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

Task<bool> SearchStreamRounds::bring_in(store::inbox_directory::Place place,
                                        std::vector<InboundEvent> posts) {
    auto webhook = Webhook{};
    webhook.account = place.account;
    webhook.inbox = place.inbox;
    webhook.method = "GET";
    webhook.body = body;
    webhook.received_at = clock_->now();
    auto position = std::size_t{0};
    for (auto& post : posts) {
        if (!complete(post, webhook.body, position++).empty()) { continue; }
        webhook.events.emplace_back(place.inbox, std::move(post));
    }
    if (webhook.events.empty()) { co_return true; }
    auto const written = co_await writer_->write(std::move(webhook));
    if (!written) { log::warn("search_streams.not_written", {{"detail", written.error().detail}}); }
    co_return written.has_value();
}

}  // namespace balie::ingest
