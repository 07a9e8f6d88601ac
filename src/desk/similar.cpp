// Long words say what a question is about, and a message with two of them is about the same more often than one with the
// rarest. How much a word weighs is told by how few of the messages that were found have it.
#include "desk/similar.hpp"

#include "desk/snippet.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "store/search.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace balie::desk {
namespace {

namespace search = store::search;

constexpr auto read_max = std::int64_t{30};   // of the conversation, the newest
constexpr auto words_max = std::size_t{8};    // that are looked for
constexpr auto letters_min = std::size_t{4};  // bytes of a word that says something
constexpr auto letters_max = std::size_t{40};
constexpr auto tried_max = std::size_t{24};          // words that the index is asked about
constexpr auto compared_max = std::int64_t{30};      // messages that are found and weighed
constexpr auto characters_max = std::size_t{1'000};  // of each message that are looked at

std::string beginning_of(Message const& message) { return first_characters(message.text, characters_max); }

bool says_something(std::string_view word) {
    auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    return word.size() >= letters_min && word.size() <= letters_max && std::ranges::none_of(word, is_digit);
}

// The longest first, each once.
std::vector<std::string> words_of(std::vector<Message> const& messages) {
    auto seen = std::set<std::string>{};
    for (auto const& message : messages) {
        if (message.direction != Direction::in || message.kind != MessageKind::message) { continue; }
        auto const text = beginning_of(message);
        for (auto const word : words_in(text)) {
            if (says_something(word)) { seen.insert(lowered(word)); }
        }
    }
    auto words = std::vector<std::string>{seen.begin(), seen.end()};
    std::ranges::stable_sort(words, std::greater{}, &std::string::size);
    if (words.size() > tried_max) { words.resize(tried_max); }
    return words;
}

// Those of the words that are no stop words, as the index knows them.
std::vector<search::Words> looked_for(db::Transaction& transaction, std::vector<Message> const& messages) {
    auto found = std::vector<search::Words>{};
    for (auto const& word : words_of(messages)) {
        auto known = search::words(transaction, word, false);
        auto const is_new =
            std::ranges::none_of(found, [&](auto const& one) { return one.query == known.query; });
        if (!known.query.empty() && is_new) { found.push_back(std::move(known)); }
        if (found.size() == words_max) { break; }
    }
    return found;
}

// Any two of them; of one, that one.
std::string two_of(std::vector<search::Words> const& words) {
    if (words.size() == 1) { return words.front().query; }
    auto query = std::string{};
    for (auto left = std::size_t{0}; left < words.size(); ++left) {
        for (auto right = left + 1; right < words.size(); ++right) {
            query +=
                (query.empty() ? "((" : " | ((") + words[left].query + ") & (" + words[right].query + "))";
        }
    }
    return query;
}

// Of each message, how much of what was looked for stands in it.
class Weights {
public:
    Weights(db::Transaction& transaction, std::vector<Message> const& messages,
            std::vector<search::Words> const& words) {
        auto texts = std::map<MessageId, std::set<std::string, std::less<>>>{};
        auto all = std::set<std::string>{};
        for (auto const& message : messages) {
            auto const text = beginning_of(message);
            for (auto const word : words_in(text)) {
                texts[message.id].emplace(word);
                all.emplace(word);
            }
        }
        auto const list = std::vector<std::string>{all.begin(), all.end()};
        for (auto const& one : words) { add(search::matching(transaction, list, one.lexemes), texts); }
    }

    double of(MessageId message) const {
        auto const found = weights_.find(message);
        return found == weights_.end() ? 0 : found->second;
    }

private:
    void add(std::vector<std::string> const& forms,
             std::map<MessageId, std::set<std::string, std::less<>>> const& texts) {
        auto having = std::vector<MessageId>{};
        for (auto const& [id, words] : texts) {
            if (std::ranges::any_of(forms,
                                    [&words = words](auto const& form) { return words.contains(form); })) {
                having.push_back(id);
            }
        }
        for (auto const id : having) { weights_[id] += 1.0 + 1.0 / static_cast<double>(having.size()); }
    }

    std::map<MessageId, double> weights_;
};

// Of each conversation of somebody else, its likest message.
std::vector<Message> likest(db::Transaction& transaction, AccountId account, Conversation const& to,
                            std::vector<Message> messages, Weights const& weights) {
    auto ids = std::set<ConversationId>{};
    for (auto const& message : messages) { ids.insert(message.conversation_id); }
    auto of_others = std::set<ConversationId>{};
    for (auto const& one : store::conversations::find_many(transaction, account, {ids.begin(), ids.end()})) {
        if (one.contact.id != to.contact.id && one.id != to.id) { of_others.insert(one.id); }
    }
    std::erase_if(messages, [&](auto const& one) { return !of_others.contains(one.conversation_id); });
    std::ranges::sort(messages, [&](auto const& left, auto const& right) {
        return std::pair{weights.of(left.id), left.id.value} >
               std::pair{weights.of(right.id), right.id.value};
    });
    auto seen = std::set<ConversationId>{};
    std::erase_if(messages, [&](auto const& one) { return !seen.insert(one.conversation_id).second; });
    return messages;
}

}  // namespace

Result<Similar> similar_to(db::Transaction& transaction, access::Actor const& actor, ConversationId id,
                           std::size_t limit, std::chrono::milliseconds budget) {
    auto const to = store::conversations::find(transaction, actor, id);
    if (!to) { return to.error(); }
    auto const thread = store::messages::list(transaction, actor, id, {{}, {}, read_max});
    if (!thread) { return thread.error(); }
    auto const words = looked_for(transaction, thread->items);
    auto similar = Similar{};
    if (words.empty()) { return similar; }
    auto question = search::Question{two_of(words), true};
    question.filter.statuses = {ConversationStatus::resolved};
    auto const found = search::messages(transaction, actor, question, {}, compared_max, budget);
    auto messages = store::messages::find_many(transaction, actor.account, found.messages);
    auto const weights = Weights{transaction, messages, words};
    similar.messages = likest(transaction, actor.account, *to, std::move(messages), weights);
    if (similar.messages.size() > limit) { similar.messages.resize(limit); }
    for (auto const& one : words) {
        similar.lexemes.insert(similar.lexemes.end(), one.lexemes.begin(), one.lexemes.end());
    }
    return similar;
}

}  // namespace balie::desk
