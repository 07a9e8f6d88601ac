// What somebody wrote now, and what they only carry along from the mail that they answer.
#pragma once

#include <string>
#include <string_view>

namespace balie::connectors::email {

struct Folded {
    std::string fresh;
    std::string quoted;  // as it stood, or empty
};

// Folds the quotation before or behind the new words. Words between quotations are an answer point by point: then all
// of it is new. A mail of nothing but a quotation is shown whole.
Folded fold(std::string_view text);

}  // namespace balie::connectors::email
