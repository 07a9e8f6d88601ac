#include "ingest/found_posts.hpp"

#include "ingest/sentiment.hpp"
#include "store/labels.hpp"

#include <charconv>
#include <variant>

namespace balie::ingest {
namespace {

namespace streams = store::search_streams;

constexpr auto parameter = std::string_view{"?search_stream="};

}  // namespace

std::optional<streams::Sound> sound_of(InboundEvent const& event) {
    auto const* const post = std::get_if<InboundMessage>(&event);
    if (post == nullptr) { return std::nullopt; }
    return streams::Sound{post->external_id, sentiment_of(post->text)};
}

// A post bears the name that the stream has by now.
bool mark_found(journal::Work& work, AccountId account, InboxId inbox, SearchStreamId stream,
                std::vector<streams::Sound> const& sounds) {
    auto& transaction = work.transaction();
    auto const name = streams::lock_name(transaction, account, stream);
    if (!name) { return false; }
    if (sounds.empty()) { return true; }
    auto const label = store::labels::named(transaction, account, *name, streams::label_color);
    for (auto const& marked : streams::mark(transaction, account, inbox, label, sounds)) {
        auto event = journal::Event{journal::EventType::conversation_updated};
        event.inbox = marked.inbox;
        event.team = marked.team;
        event.assignee = marked.assignee;
        event.conversation = marked.conversation;
        work.tell(event);
    }
    return true;
}

std::string found_by(SearchStreamId stream) { return std::string{parameter} + to_string(stream); }

std::optional<SearchStreamId> stream_of(std::string_view method, std::string_view url) {
    if (method != "GET" || !url.starts_with(parameter)) { return std::nullopt; }
    auto const number = url.substr(parameter.size());
    auto stream = SearchStreamId{};
    auto const [end, fault] = std::from_chars(number.data(), number.data() + number.size(), stream.value);
    if (fault != std::errc{} || end != number.data() + number.size()) { return std::nullopt; }
    return stream;
}

}  // namespace balie::ingest
