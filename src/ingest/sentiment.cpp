// Words count, a denial close by turns them round, and a sentence's end or a hashtag ends the denial. Emoji cannot be denied.
#include "ingest/sentiment.hpp"

#include "ingest/sentiment_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace balie::ingest {
namespace {

constexpr auto denies_words = 3;  // "niet zo heel goed"

// "" stands for the end of a sentence or of a part of one.
using Words = std::vector<std::string>;

bool is_word_letter(char letter) noexcept {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// é, ë, ï ...: U+00C0 to U+00FF in their two bytes, without accent and in small letters; 0 for a sign.
char plain_latin(unsigned char second) noexcept {
    constexpr auto plain = std::string_view{"aaaaaaaceeeeiiiidnooooo\0ouuuuyts", 32};
    return plain[second & 31U];
}

// An apostrophe, straight or curled, joins: "don't" is "dont".
std::size_t apostrophe_at(std::string_view rest) noexcept {
    if (rest.front() == '\'') { return 1; }
    return rest.starts_with("\u2019") || rest.starts_with("\u2018") ? 3 : 0;
}

class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    Words read() {
        while (!rest_.empty()) { step(); }
        end_word();
        return std::move(words_);
    }

private:
    void step() {
        auto letter = rest_.front();
        if (letter >= 'A' && letter <= 'Z') { letter = static_cast<char>(letter - 'A' + 'a'); }
        if (is_word_letter(letter)) { return take(letter, 1); }
        if (auto const length = apostrophe_at(rest_)) { return rest_.remove_prefix(length); }
        if (letter == '\xC3' && rest_.size() > 1) {
            auto const plain = plain_latin(static_cast<unsigned char>(rest_[1]));
            if (plain != '\0') { return take(plain, 2); }
        }
        end_word();
        if (std::string_view{".!?,;:#\n"}.find(letter) != std::string_view::npos) { words_.emplace_back(); }
        rest_.remove_prefix(1);
    }
    void take(char letter, std::size_t length) {
        word_ += letter;
        rest_.remove_prefix(length);
    }
    void end_word() {
        if (word_.empty()) { return; }
        // "maar": what comes is not denied any more.
        if (word_ == "maar" || word_ == "but") { word_.clear(); }
        words_.push_back(std::move(word_));
        word_.clear();
    }

    std::string_view rest_;
    std::string word_;
    Words words_;
};

template <class List>
bool holds(List const& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

int weight_of(std::string_view word) {
    if (holds(outraged_words, word)) { return -2; }
    if (holds(unfriendly_words, word)) { return -1; }
    return holds(friendly_words, word) ? 1 : 0;
}

// Within the sentence, shortly before; for hoped words shortly after too: "werkt niet".
bool is_denied(Words const& words, std::size_t at, bool also_after) {
    auto left = denies_words;
    for (auto before = at; before > 0 && left > 0 && !words[before - 1].empty(); --before, --left) {
        if (holds(denials, words[before - 1])) { return true; }
    }
    if (!also_after) { return false; }
    left = denies_words;
    for (auto after = at + 1; after < words.size() && left > 0 && !words[after].empty(); ++after, --left) {
        if (holds(denials, words[after])) { return true; }
    }
    return false;
}

int count_words(Words const& words) {
    auto sum = 0;
    for (auto at = std::size_t{0}; at < words.size(); ++at) {
        if (holds(hoped_words, words[at])) {
            if (is_denied(words, at, true)) { --sum; }
            continue;
        }
        auto const weight = weight_of(words[at]);
        if (weight == 0) { continue; }
        // What is not terrible is not good either, but it is no complaint.
        sum += is_denied(words, at, false) ? (weight > 0 ? -1 : 1) : weight;
    }
    return sum;
}

template <class List>
int count_emoji(std::string_view text, List const& list) {
    auto count = 0;
    for (auto const emoji : list) {
        for (auto at = text.find(emoji); at != std::string_view::npos;
             at = text.find(emoji, at + emoji.size())) {
            ++count;
        }
    }
    return count;
}

}  // namespace

int sentiment_of(std::string_view text) {
    auto const sum = count_words(Reader{text}.read()) + count_emoji(text, friendly_emoji) -
                     count_emoji(text, unfriendly_emoji);
    return std::clamp(sum, -1, 1);
}

}  // namespace balie::ingest
