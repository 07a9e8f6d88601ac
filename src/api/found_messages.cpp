// Where the words of a message may stand, and the piece of it that is shown.
#include "api/found_messages.hpp"

#include "desk/snippet.hpp"
#include "store/conversations.hpp"
#include "store/search.hpp"
#include "wire/conversation.hpp"
#include "wire/message.hpp"

#include <map>
#include <set>

namespace balie::api {
namespace {

using nlohmann::json;
namespace search = store::search;

// Where the words of a message may stand: in its text, its subject, or a file's name.
std::vector<std::pair<std::string_view, std::string>> places_of(Message const& message) {
    auto places = std::vector<std::pair<std::string_view, std::string>>{{"text", message.text}};
    auto const content = json::parse(message.content, nullptr, false);
    if (content.is_object() && content.contains("email")) {
        places.emplace_back("subject", content["email"].value("subject", ""));
    }
    for (auto const& attachment : message.attachments) {
        if (!attachment.name.empty()) { places.emplace_back("attachment", attachment.name); }
    }
    return places;
}

json to_json(std::string_view place, desk::Snippet const& snippet) {
    auto hits = json::array();
    for (auto const& hit : snippet.hits) { hits.push_back({{"start", hit.start}, {"length", hit.length}}); }
    return {{"place", place}, {"text", snippet.text}, {"hits", std::move(hits)}};
}

using Hits = std::set<std::string, std::less<>>;

// The place with the first hit; the text when the words stand nowhere in sight.
json snippet_json(Message const& message, Hits const& hits) {
    auto const places = places_of(message);
    for (auto const& [place, text] : places) {
        auto const snippet = desk::snippet_of(text, hits);
        if (!snippet.hits.empty()) { return to_json(place, snippet); }
    }
    auto const shown = message.text.empty() && places.size() > 1 ? places[1] : places[0];
    return to_json(shown.first, desk::snippet_of(shown.second, hits));
}

Hits hits_in(db::Transaction& transaction, std::vector<Message> const& messages,
             std::vector<std::string> const& lexemes) {
    auto words = Hits{};
    for (auto const& message : messages) {
        for (auto const& [place, text] : places_of(message)) {
            for (auto const word : desk::words_in(text)) { words.emplace(word); }
        }
    }
    auto const list = std::vector<std::string>{words.begin(), words.end()};
    auto const found = search::matching(transaction, list, lexemes);
    return {found.begin(), found.end()};
}

}  // namespace

json found_messages(db::Transaction& transaction, AccountId account, std::vector<Message> const& messages,
                    std::vector<std::string> const& lexemes, wire::Context const& context) {
    auto const hits = hits_in(transaction, messages, lexemes);
    auto ids = std::set<ConversationId>{};
    for (auto const& message : messages) { ids.insert(message.conversation_id); }
    auto conversations = std::map<ConversationId, json>{};
    for (auto const& one : store::conversations::find_many(transaction, account, {ids.begin(), ids.end()})) {
        conversations.emplace(one.id, wire::to_json(one, context));
    }
    auto items = json::array();
    for (auto const& message : messages) {
        auto const whole = wire::to_json(message, context);
        auto item = json{{"message_id", to_string(message.id)},
                         {"at", to_rfc3339(message.platform_at.value_or(message.created_at))},
                         {"direction", to_word(message.direction)},
                         {"kind", to_word(message.kind)},
                         {"sender", whole.at("sender")},
                         {"snippet", snippet_json(message, hits)},
                         {"conversation", conversations[message.conversation_id]}};
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace balie::api
