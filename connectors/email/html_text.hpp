// The words of a mail in HTML, and nothing else of it: no tags, no scripts, no styles, no pictures, nothing that would
// be fetched.
#pragma once

#include <string>
#include <string_view>

namespace balie::connectors::email {

// Plain text. What stands in a quotation gets "> " before each line; an address behind a link stands after its words.
// Reads each byte once, whatever the nesting.
std::string text_of_html(std::string_view html);

}  // namespace balie::connectors::email
