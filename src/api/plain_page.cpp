// Two themes by what the reader's device asks for, in the desk's own colours.
#include "api/plain_page.hpp"

#include <balie/base/text.hpp>

namespace balie::api {
namespace {

// The values of web/src/styles/tokens.css.
constexpr auto style = std::string_view{
    ":root{color-scheme:light dark;--canvas:#f6f6f4;--surface:#fff;--text:#1a1b1e;--soft:#4d5057;"
    "--line:#e5e5e0;--control:#85888e;--accent:#2748c4;--on-accent:#fff;--quiet:#f2f2ef}"
    "@media(prefers-color-scheme:dark){:root{--canvas:#121315;--surface:#18191c;--text:#ededeb;--soft:#"
    "b7bac0;"
    "--line:#2a2c31;--control:#71767e;--accent:#9db2ff;--on-accent:#0f1530;--quiet:#232529}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--canvas);color:var(--text);"
    "font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem 3rem}"
    "section{background:var(--surface);border:1px solid var(--line);border-radius:10px;"
    "padding:1rem 1.25rem;margin:0 0 1rem}"
    "h1{font-size:1.25rem;margin:0 0 .75rem}h2{font-size:.875rem;color:var(--soft);margin:0 0 .5rem}"
    "p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}p+p{margin-top:.75rem}"
    ".soft{color:var(--soft);font-size:.875rem}a{color:var(--accent)}"
    "blockquote{margin:0 0 .5rem;padding:.5rem .75rem;background:var(--quiet);border-radius:8px}"
    "blockquote:last-child{margin-bottom:0}b{font-size:.8125rem}"
    "label{display:block;font-weight:600;margin:0 0 .5rem}"
    "textarea{width:100%;min-height:10rem;font:inherit;color:inherit;background:var(--surface);"
    "border:1px solid var(--control);border-radius:8px;padding:.75rem}"
    "textarea:focus,button:focus,a:focus{outline:3px solid var(--accent);outline-offset:2px}"
    "button{font:inherit;font-weight:600;margin-top:.75rem;min-height:44px;padding:0 1.25rem;border:0;"
    "border-radius:8px;background:var(--accent);color:var(--on-accent)}"};

}  // namespace

// The first of the two that is named; the order of a browser's list is what its reader prefers.
std::string_view page_language(std::string_view accept_language) {
    auto const list = lowered(accept_language);
    auto const here = list.find("nl");
    return here != std::string::npos && here < list.find("en") ? "nl" : "en";
}

std::string escaped(std::string_view text) {
    auto safe = std::string{};
    safe.reserve(text.size());
    for (auto const letter : text) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

std::string PlainPage::document(std::string_view title, std::string const& body) const {
    return "<!doctype html><html lang=\"" + std::string{language} +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" "
           "content=\"noindex,nofollow\"><title>" +
           escaped(title) + "</title><style nonce=\"" + escaped(nonce) + "\">" + std::string{style} +
           std::string{further_style} + "</style></head><body><main>" + body + "</main></body></html>";
}

std::string PlainPage::notice(std::string_view title, std::string_view more) const {
    return document(title, "<section><h1>" + escaped(title) + "</h1><p>" + escaped(more) + "</p></section>");
}

http::Response plain_page(int status, std::string html, Call const& call) {
    auto response = http::Response{status, "text/html; charset=utf-8", std::move(html)};
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; style-src 'nonce-" + call.nonce +
                                      "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    response.headers.emplace_back("X-Robots-Tag", "noindex, nofollow, noarchive");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

}  // namespace balie::api
