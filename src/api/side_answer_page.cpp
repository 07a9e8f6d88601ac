// Two languages, one small document, no script. Whatever was written by people is escaped in one place.
#include "api/side_answer_page.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace balie::api {
namespace {

struct Words {
    std::string_view language;
    std::string_view subject;
    std::string_view letter;
    std::string_view heading;
    std::string_view lead;
    std::string_view shown_beside;
    std::string_view customer;
    std::string_view desk;
    std::string_view file;
    std::string_view answer;
    std::string_view hint;
    std::string_view send;
    std::string_view thanks;
    std::string_view thanks_more;
    std::string_view over;
    std::string_view over_more;
    std::string_view refused;
    std::string_view refused_more;
};

constexpr auto dutch = Words{
    "nl",
    "Vraag van {asker} ({account})",
    "Hallo {name},\n\n{asker} van {account} heeft een vraag aan je. Je leest en beantwoordt die hier; je "
    "hebt daar "
    "geen account voor nodig:\n\n{link}\n\nDe link werkt een week en voor één antwoord. Geef hem niet door: "
    "wie "
    "hem heeft, kan namens jou antwoorden.\n",
    "{asker} vraagt",
    "Je antwoord komt als notitie bij de collega’s van {account}. De klant ziet het niet.",
    "Uit het gesprek",
    "Klant",
    "Wij",
    "bestand, niet getoond",
    "Je antwoord",
    "Eén keer te versturen.",
    "Antwoord versturen",
    "Dank je wel",
    "Je antwoord is aangekomen. Je kunt deze pagina sluiten.",
    "Deze link werkt niet (meer)",
    "De vraag is al beantwoord of ingetrokken, of de link is verlopen. Neem contact op met wie je de vraag "
    "stuurde.",
    "Dit antwoord kon niet worden verstuurd",
    "Schrijf tussen 1 en 10.000 tekens. Ga terug en probeer het nog eens: je vraag staat er nog.",
};

constexpr auto english = Words{
    "en",
    "Question from {asker} ({account})",
    "Hello {name},\n\n{asker} of {account} has a question for you. You read and answer it here; you need no "
    "account "
    "for it:\n\n{link}\n\nThe link works for a week and for one answer. Do not pass it on: whoever has it "
    "can answer "
    "in your name.\n",
    "{asker} asks",
    "Your answer becomes a note for the colleagues of {account}. The customer does not see it.",
    "From the conversation",
    "Customer",
    "We",
    "file, not shown",
    "Your answer",
    "Can be sent once.",
    "Send answer",
    "Thank you",
    "Your answer has arrived. You can close this page.",
    "This link does not work (any more)",
    "The question was answered or withdrawn, or the link is over. Ask the person who sent it to you.",
    "This answer could not be sent",
    "Write between 1 and 10,000 characters. Go back and try again: the question is still there.",
};

constexpr auto style = std::string_view{
    ":root{color-scheme:light "
    "dark;--canvas:#f4f5f7;--surface:#fff;--text:#1c2430;--soft:#5a6472;--line:#d9dde3;"
    "--accent:#1d5fd1;--quiet:#eef1f5}"
    "@media(prefers-color-scheme:dark){:root{--canvas:#12161c;--surface:#1b2129;--text:#e8ebf0;--soft:#"
    "a2acb9;"
    "--line:#323b47;--accent:#7fb0ff;--quiet:#232b35}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--canvas);color:var(--text);font:16px/1.5 "
    "system-ui,sans-serif}"
    "main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem 3rem}"
    "section{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1rem "
    "1.25rem;margin:0 0 1rem}"
    "h1{font-size:1.25rem;margin:0 0 .75rem}h2{font-size:.875rem;color:var(--soft);margin:0 0 .5rem}"
    "p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}p+p{margin-top:.75rem}.soft{color:var(--soft);"
    "font-size:.875rem}"
    "blockquote{margin:0 0 .5rem;padding:.5rem .75rem;background:var(--quiet);border-radius:8px}"
    "blockquote:last-child{margin-bottom:0}b{font-size:.8125rem}label{display:block;font-weight:600;margin:0 "
    "0 .5rem}"
    "textarea{width:100%;min-height:10rem;font:inherit;color:inherit;background:var(--surface);border:1px "
    "solid "
    "var(--line);border-radius:8px;padding:.75rem}textarea:focus,button:focus{outline:3px solid "
    "var(--accent);outline-offset:2px}"
    "button{font:inherit;font-weight:600;margin-top:.75rem;min-height:44px;padding:0 "
    "1.25rem;border:0;border-radius:8px;"
    "background:var(--accent);color:#fff}@media(prefers-color-scheme:dark){button{color:#10151b}}"};

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

using Values = std::array<std::pair<std::string_view, std::string_view>, 4>;

// One walk over the form: what was put in is not looked at again.
std::string filled(std::string_view form, Values const& values) {
    auto text = std::string{};
    for (auto at = std::size_t{0}; at < form.size();) {
        auto const found = std::ranges::find_if(values, [&](auto const& each) {
            return !each.first.empty() && form.substr(at).starts_with(each.first);
        });
        if (found == values.end()) {
            text += form[at++];
            continue;
        }
        text += found->second;
        at += found->first.size();
    }
    return text;
}

Words const& words_of(std::string_view language) { return language == "nl" ? dutch : english; }

std::string document(Words const& words, std::string_view title, std::string const& body,
                     std::string_view nonce) {
    return "<!doctype html><html lang=\"" + std::string{words.language} +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" "
           "content=\"noindex,nofollow\"><title>" +
           escaped(title) + "</title><style nonce=\"" + escaped(nonce) + "\">" + std::string{style} +
           "</style></head><body><main>" + body + "</main></body></html>";
}

std::string notice(Words const& words, std::string_view title, std::string_view more,
                   std::string_view nonce) {
    return document(words, title,
                    "<section><h1>" + escaped(title) + "</h1><p>" + escaped(more) + "</p></section>", nonce);
}

std::string quote_of(Words const& words, store::side_questions::Quoted const& quoted) {
    auto const who = quoted.direction == Direction::in ? words.customer : words.desk;
    auto text = "<blockquote><b>" + escaped(who) + "</b><p>" + escaped(quoted.text) + "</p>";
    if (quoted.files > 0) {
        text += "<p class=\"soft\">" + std::to_string(quoted.files) + " × " + escaped(words.file) + "</p>";
    }
    return text + "</blockquote>";
}

}  // namespace

SideLetter side_letter(std::string_view locale, std::string_view account_name, std::string_view asker,
                       store::side_questions::SideQuestion const& question, std::string_view link) {
    auto const& words = words_of(locale);
    auto const values = Values{
        {{"{asker}", asker}, {"{account}", account_name}, {"{name}", question.name}, {"{link}", link}}};
    return {filled(words.subject, values), filled(words.letter, values)};
}

// The first of the two that is named; the order of a browser's list is what its reader prefers.
std::string_view page_language(std::string_view accept_language) {
    auto const list = lowered(accept_language);
    auto const here = list.find("nl");
    return here != std::string::npos && here < list.find("en") ? "nl" : "en";
}

std::string side_question_page(desk::SideShown const& shown, std::string_view language,
                               std::string_view nonce) {
    auto const& words = words_of(language);
    auto const values =
        Values{{{"{asker}", shown.asker}, {"{account}", shown.account_name}, {"{name}", shown.name}, {}}};
    auto const title = filled(words.heading, values);
    auto body = "<section><h1>" + escaped(title) + "</h1><p>" + escaped(shown.text) + "</p></section>";
    if (!shown.quoted.empty()) {
        body += "<section><h2>" + escaped(words.shown_beside) + "</h2>";
        for (auto const& quoted : shown.quoted) { body += quote_of(words, quoted); }
        body += "</section>";
    }
    body += "<section><form method=\"post\"><label for=\"answer\">" + escaped(words.answer) +
            "</label><textarea id=\"answer\" name=\"answer\" required maxlength=\"10000\"></textarea>"
            "<button>" +
            escaped(words.send) + "</button> <span class=\"soft\">" + escaped(words.hint) +
            "</span></form></section><p class=\"soft\">" + escaped(filled(words.lead, values)) + "</p>";
    return document(words, title, body, nonce);
}

std::string side_thanks_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return notice(words, words.thanks, words.thanks_more, nonce);
}

std::string side_over_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return notice(words, words.over, words.over_more, nonce);
}

std::string side_refused_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return notice(words, words.refused, words.refused_more, nonce);
}

}  // namespace balie::api
