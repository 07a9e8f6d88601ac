// https://docs.x.com/x-api/posts/search/integrate/build-a-query (2026-11)
#include "sandbox/x/search.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <vector>

namespace balie::sandbox::x {
namespace {

bool is_of_a_word(char letter) noexcept {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           static_cast<unsigned char>(letter) >= 0x80;
}

// A word of its own: "fail" is in "#fail" and not in "failliet".
bool holds(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto const end = at + word.size();
        auto const begins = at == 0 || !is_of_a_word(word.front()) || !is_of_a_word(text[at - 1]);
        auto const ends = end == text.size() || !is_of_a_word(text[end]);
        if (begins && ends) { return true; }
    }
    return false;
}

std::vector<std::string> terms_of(std::string_view query) {
    auto terms = std::vector<std::string>{};
    auto term = std::string{};
    auto in_quotes = false;
    auto const end = [&] {
        if (!term.empty()) { terms.push_back(term); }
        term.clear();
    };
    for (auto const letter : query) {
        if (letter == '"') {
            in_quotes = !in_quotes;
        } else if (!in_quotes && (letter == ' ' || letter == '(' || letter == ')')) {
            end();
        } else {
            term += letter;
        }
    }
    end();
    return terms;
}

bool fits(std::string_view term, std::string_view text, std::string_view author) {
    if (term.starts_with('-') && term.size() > 1) {
        auto const denied = term.substr(1);
        return denied == "is:retweet" || !fits(denied, text, author);
    }
    if (term.starts_with("from:")) { return term.substr(5) == author; }
    auto const narrows = term.starts_with("is:") || term.starts_with("has:") || term.starts_with("lang:");
    return narrows || holds(text, term);
}

}  // namespace

bool finds(std::string_view query, std::string_view text, std::string_view author_handle) {
    auto const words = lowered(text);
    auto fits_all = true;
    for (auto const& term : terms_of(query)) {
        if (term == "OR") {
            if (fits_all) { return true; }
            fits_all = true;
            continue;
        }
        fits_all = fits_all && (term == "AND" || fits(lowered(term), words, author_handle));
    }
    return fits_all;
}

}  // namespace balie::sandbox::x
