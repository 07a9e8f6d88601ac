// The entities of HTML that mails use: "&amp;", "&#8364;", "&nbsp;".
#pragma once

#include <string>
#include <string_view>

namespace balie::connectors::email {

// What is no entity that we know stays as it is written. The answer is never longer than the text.
std::string without_entities(std::string_view text);

}  // namespace balie::connectors::email
