// Two languages. What stands around the words is every plain page's.
#include "api/side_answer_page.hpp"

#include "api/plain_page.hpp"

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
    return PlainPage{words.language, nonce}.document(title, body);
}

std::string side_thanks_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return PlainPage{words.language, nonce}.notice(words.thanks, words.thanks_more);
}

std::string side_over_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return PlainPage{words.language, nonce}.notice(words.over, words.over_more);
}

std::string side_refused_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return PlainPage{words.language, nonce}.notice(words.refused, words.refused_more);
}

}  // namespace balie::api
