// What was typed into the search box, taken apart: words, phrases, and operators such as from: and before:.
#pragma once

#include <balie/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::desk {

struct SearchTerm {
    std::string text;
    bool is_exact = false;     // "between quotes": these words, in this order
    bool is_unwanted = false;  // "-word"
};

struct SearchOperator {
    std::string name;  // one of those that are known
    std::string value;
};

struct SearchQuestion {
    std::vector<SearchTerm> terms = {};
    std::vector<SearchOperator> operators = {};
    std::string time_zone = {};  // in which a day begins; empty: UTC
};

// Error: unprocessable, of field q: nothing to look for, too much, an operator that is unknown, unwanted or without value.
Result<SearchQuestion> search_question_of(std::string_view typed);

}  // namespace balie::desk
