// A page for somebody without a seat: one small document, no script, and nothing from elsewhere. Pure words, but for its
// answer's headers.
#pragma once

#include "api/route.hpp"

#include <string>
#include <string_view>

namespace balie::api {

// "nl" or "en", whatever a browser would rather read.
std::string_view page_language(std::string_view accept_language);

// Whatever was written by people is escaped, here and nowhere else.
std::string escaped(std::string_view text);

// What stands around a page's own words. The nonce is that of the answer's policy, for the one style that is in it.
struct PlainPage {
    std::string_view language;
    std::string_view nonce;
    std::string_view further_style = {};

    std::string document(std::string_view title, std::string const& body) const;
    std::string notice(std::string_view title, std::string_view more) const;
};

// No picture, no frame around it, no trace of its address elsewhere; a form goes back to this address alone.
http::Response plain_page(int status, std::string html, Call const& call);

}  // namespace balie::api
