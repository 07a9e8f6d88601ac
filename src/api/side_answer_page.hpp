// What somebody without a seat gets to read: the letter, and the page behind its link. Pure words.
#pragma once

#include "desk/side_question.hpp"

#include <string>
#include <string_view>

namespace balie::api {

// The letter holds the link and who asks. What is asked stands on the page alone: mail is read by machines on its way.
struct SideLetter {
    std::string subject;
    std::string text;
};
SideLetter side_letter(std::string_view locale, std::string_view account_name, std::string_view asker,
                       store::side_questions::SideQuestion const& question, std::string_view link);

// Whole documents; the nonce is that of the answer's policy, for the one style that is in it.
std::string side_question_page(desk::SideShown const& shown, std::string_view language,
                               std::string_view nonce);
std::string side_thanks_page(std::string_view language, std::string_view nonce);
// One for all links that are none, or are over.
std::string side_over_page(std::string_view language, std::string_view nonce);
// The answer had no words in it, or too many.
std::string side_refused_page(std::string_view language, std::string_view nonce);

}  // namespace balie::api
