// Positions are kept in bytes while reading, and counted as characters at the end.
#include "desk/snippet.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <cstdint>

namespace balie::desk {
namespace {

constexpr auto bytes_read_max = std::size_t{20'000};
constexpr auto before_max = std::size_t{50};  // bytes before the first hit
constexpr auto bytes_max = std::size_t{200};
constexpr auto cut = std::string_view{"…"};

std::size_t size_of_character(std::string_view text) {
    auto const lead = static_cast<unsigned char>(text.front());
    auto const size = lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    return std::min<std::size_t>(size, text.size());
}

std::uint32_t code_point(std::string_view character) {
    auto const lead = static_cast<unsigned char>(character.front());
    if (character.size() == 1) { return lead; }
    auto value = static_cast<std::uint32_t>(lead & (0x7FU >> character.size()));
    for (auto const byte : character.substr(1)) {
        value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    return value;
}

// As plain_words of migrations/0031_search.sql has it.
bool parts_words(std::uint32_t point) {
    return point < '0' || (point > '9' && point < 'A') || (point > 'Z' && point < 'a') ||
           (point > 'z' && point < 0xC0) || (point >= 0x2000 && point <= 0x206F) ||
           (point >= 0x3000 && point <= 0x303F);
}

std::size_t start_of_character(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) { --at; }
    return at;
}

// Not in the middle of a word, when there is a space near.
std::size_t start_near(std::string_view text, std::size_t hit) {
    if (hit <= before_max) { return 0; }
    auto const at = start_of_character(text, hit - before_max);
    auto const space = text.find_first_of(" \n", at);
    return space != std::string_view::npos && space < hit ? space + 1 : at;
}

std::size_t end_near(std::string_view text, std::size_t start) {
    if (text.size() - start <= bytes_max) { return text.size(); }
    auto const at = start_of_character(text, start + bytes_max);
    auto const space = text.find_last_of(" \n", at);
    return space != std::string_view::npos && space > start + bytes_max / 2 ? space : at;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view text) {
    text = text.substr(0, start_of_character(text, std::min(text.size(), bytes_read_max)));
    auto words = std::vector<std::string_view>{};
    auto begin = std::size_t{0};
    for (auto at = std::size_t{0}; at < text.size();) {
        auto const size = size_of_character(text.substr(at));
        if (parts_words(code_point(text.substr(at, size)))) {
            if (at > begin) { words.push_back(text.substr(begin, at - begin)); }
            begin = at + size;
        }
        at += size;
    }
    if (text.size() > begin) { words.push_back(text.substr(begin)); }
    return words;
}

Snippet snippet_of(std::string_view text, std::set<std::string, std::less<>> const& hits) {
    auto found = words_in(text);
    std::erase_if(found, [&](std::string_view word) { return !hits.contains(word); });
    auto const first =
        found.empty() ? std::size_t{0} : static_cast<std::size_t>(found.front().data() - text.data());
    auto const start = start_near(text, first);
    auto const end = end_near(text, start);
    auto snippet = Snippet{};
    if (start > 0) { snippet.text = cut; }
    auto const shift = count_characters(snippet.text);
    snippet.text += text.substr(start, end - start);
    std::ranges::replace_if(
        snippet.text, [](char byte) { return byte >= '\t' && byte <= '\r'; }, ' ');
    if (end < text.size()) { snippet.text += cut; }
    for (auto const word : found) {
        auto const at = static_cast<std::size_t>(word.data() - text.data());
        if (at < start || at + word.size() > end) { continue; }
        snippet.hits.push_back(
            {shift + count_characters(text.substr(start, at - start)), count_characters(word)});
    }
    return snippet;
}

}  // namespace balie::desk
