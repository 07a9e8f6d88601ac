// What a customer gets to see who is asked how they were helped. Pure words.
#pragma once

#include "desk/satisfaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::api {

// Whole documents; the nonce is that of the answer's policy. `chosen` is what is ticked already, and stored nowhere.
std::string satisfaction_page(desk::SurveyShown const& shown, std::optional<std::int64_t> chosen,
                              std::string_view language, std::string_view nonce);
std::string satisfaction_thanks_page(std::int64_t rating, std::string_view language, std::string_view nonce);
// One for all links that are none, or are over.
std::string satisfaction_over_page(std::string_view language, std::string_view nonce);
// Nothing was chosen, or too much was said.
std::string satisfaction_refused_page(std::string_view language, std::string_view nonce);

}  // namespace balie::api
