// https://docs.x.com/x-api/posts/search/integrate/build-a-query (2026-11): operators that narrow cannot stand alone.
#include "desk/search_query.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace balie::desk {
namespace {

constexpr auto narrowing =
    std::to_array<std::string_view>({"is:", "has:", "lang:", "sample:", "place:", "place_country:"});

Error fault(std::string reason, std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "query"};
}

// Terms apart from brackets; what stands in quotation marks is one. Absent when marks or brackets have no partner.
class Terms {
public:
    explicit Terms(std::string_view query) {
        for (auto const letter : query) { read(letter); }
        end_term();
        is_paired_ = is_paired_ && !in_quotes_ && depth_ == 0;
    }
    bool is_paired() const noexcept { return is_paired_; }
    std::vector<std::string> const& all() const noexcept { return terms_; }

private:
    void read(char letter) {
        if (letter == '"') { in_quotes_ = !in_quotes_; }
        if (in_quotes_ || letter == '"') {
            term_ += letter;
            return;
        }
        auto const is_bracket = letter == '(' || letter == ')';
        if (!is_bracket && letter != ' ' && letter != '\t' && letter != '\n') {
            term_ += letter;
            return;
        }
        // "-(a b)": all of the bracket is denied.
        if (letter == '(' && (term_ == "-" || denied_from_ > 0)) {
            if (denied_from_ == 0) { denied_from_ = depth_ + 1; }
            term_.clear();
        }
        end_term();
        if (letter == '(') { ++depth_; }
        if (letter == ')') {
            if (--depth_ < 0) { is_paired_ = false; }
            if (depth_ < denied_from_) { denied_from_ = 0; }
        }
    }
    void end_term() {
        if (!term_.empty() && denied_from_ == 0) { terms_.push_back(term_); }
        term_.clear();
    }

    std::vector<std::string> terms_;
    std::string term_;
    int depth_ = 0;
    int denied_from_ = 0;
    bool in_quotes_ = false;
    bool is_paired_ = true;
};

bool stands_alone(std::string_view term) {
    if (term.front() == '-' || term == "OR" || term == "AND" || term == "\"\"") { return false; }
    return std::ranges::none_of(narrowing, [term](auto const one) { return term.starts_with(one); });
}

}  // namespace

Result<void> judge_search_query(std::string_view query) {
    if (trimmed(query).empty()) { return fault("too_short", "must not be empty"); }
    if (count_characters(query) > search_query_max) {
        return fault("too_long", "must have at most 512 characters");
    }
    auto const terms = Terms{query};
    if (!terms.is_paired()) { return fault("unpaired", "has a quotation mark or bracket without a partner"); }
    if (std::ranges::none_of(terms.all(), [](auto const& term) { return stands_alone(term); })) {
        return fault("no_words", "needs a word, a hashtag or an account that a post can hold");
    }
    return {};
}

}  // namespace balie::desk
