// Five faces that are radio buttons: it works with a keyboard, a reader, and without any script.
#include "api/satisfaction_page.hpp"

#include "api/plain_page.hpp"

#include <array>

namespace balie::api {
namespace {

constexpr auto highest = std::size_t{5};

struct Words {
    std::string_view language;
    std::string_view heading;
    std::string_view legend;
    std::array<std::string_view, highest> ratings;
    std::string_view of_five;
    std::string_view comment;
    std::string_view optional;
    std::string_view send;
    std::string_view thanks;
    std::string_view gave;
    std::string_view thanks_more;
    std::string_view change;
    std::string_view over;
    std::string_view over_more;
    std::string_view refused;
    std::string_view refused_more;
};

constexpr auto dutch = Words{
    "nl",
    "Hoe hebben we je geholpen?",
    "Je oordeel",
    {"heel slecht", "slecht", "gaat wel", "goed", "heel goed"},
    " van 5: ",
    "Wil je er iets bij zeggen?",
    "Hoeft niet. Alleen wie je hielp en diens collega’s lezen het.",
    "Versturen",
    "Dank je wel",
    "Je gaf ",
    "Je oordeel is aangekomen. Je kunt deze pagina sluiten.",
    "Toch iets veranderen",
    "Deze link werkt niet (meer)",
    "Je kon hier twee weken laten weten hoe we je geholpen hebben. Wil je nog iets kwijt? Stuur ons dan een "
    "bericht.",
    "Dit kon niet worden verstuurd",
    "Kies een van de vijf gezichten, en schrijf hooguit 1.000 tekens. Ga terug en probeer het nog eens.",
};

constexpr auto english = Words{
    "en",
    "How did we help you?",
    "Your rating",
    {"very badly", "badly", "so so", "well", "very well"},
    " of 5: ",
    "Is there something you want to add?",
    "You need not. Only who helped you and their colleagues read it.",
    "Send",
    "Thank you",
    "You gave ",
    "Your rating has arrived. You can close this page.",
    "Change it after all",
    "This link does not work (any more)",
    "For two weeks you could say here how we helped you. Is there something left to say? Then send us a "
    "message.",
    "This could not be sent",
    "Choose one of the five faces, and write 1,000 characters at most. Go back and try again.",
};

constexpr auto mouths = std::array<std::string_view, highest>{
    "M13 28Q20 20 27 28", "M13 27Q20 23 27 27", "M13 26H27", "M13 25Q20 29 27 25", "M12 23Q20 34 28 23"};

constexpr auto style = std::string_view{
    "fieldset{border:0;margin:1rem 0 0;padding:0}legend{font-weight:600;padding:0;margin:0 0 .5rem}"
    ".faces{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:.5rem}"
    ".faces label{position:relative;margin:0}"
    ".faces input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}"
    ".mark{display:flex;flex-direction:column;align-items:center;gap:.125rem;padding:.625rem 0;"
    "border:1px solid var(--control);border-radius:10px;color:var(--soft)}"
    ".mark svg{width:36px;height:36px;fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round}"
    ".faces input:hover+.mark{border-color:var(--accent);color:var(--text)}"
    ".faces input:checked+.mark{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}"
    ".faces input:focus-visible+.mark{outline:3px solid var(--accent);outline-offset:2px}"
    ".ends{display:flex;justify-content:space-between;margin:.25rem 0 1.25rem}"
    ".sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
    "textarea{min-height:6rem}p.soft{margin:.25rem 0 0}button{min-width:10rem}"
    "@media(max-width:480px){button{width:100%}}"
    "@media(forced-colors:active){.faces input:checked+.mark{outline:4px solid}}"};

Words const& words_of(std::string_view language) { return language == "nl" ? dutch : english; }

PlainPage page_of(Words const& words, std::string_view nonce) { return {words.language, nonce, style}; }

std::string face(Words const& words, std::size_t place, bool is_chosen) {
    auto const number = std::to_string(place + 1);
    return "<label><input type=\"radio\" name=\"rating\" value=\"" + number + "\" required" +
           (is_chosen ? " checked" : "") +
           "><span class=\"mark\" aria-hidden=\"true\"><svg viewBox=\"0 0 40 40\"><circle cx=\"20\" "
           "cy=\"20\" r=\"17\"/><path d=\"M14 16v1M26 16v1" +
           std::string{mouths[place]} + "\"/></svg>" + number + "</span><span class=\"sr\">" + number +
           escaped(words.of_five) + escaped(words.ratings[place]) + "</span></label>";
}

std::string faces(Words const& words, std::optional<std::int64_t> chosen) {
    auto text = "<fieldset><legend>" + escaped(words.legend) + "</legend><div class=\"faces\">";
    for (auto place = std::size_t{0}; place < highest; ++place) {
        text += face(words, place, chosen == static_cast<std::int64_t>(place + 1));
    }
    return text + "</div></fieldset><div class=\"ends soft\" aria-hidden=\"true\"><span>" +
           escaped(words.ratings.front()) + "</span><span>" + escaped(words.ratings.back()) + "</span></div>";
}

}  // namespace

std::string satisfaction_page(desk::SurveyShown const& shown, std::optional<std::int64_t> chosen,
                              std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    auto const body =
        "<section><h1>" + escaped(words.heading) + "</h1><p class=\"soft\">" + escaped(shown.account_name) +
        "</p><form method=\"post\" action=\"?\">" + faces(words, chosen ? chosen : shown.rating) +
        "<label for=\"comment\">" + escaped(words.comment) +
        "</label><textarea id=\"comment\" name=\"comment\" maxlength=\"1000\" aria-describedby=\"hint\">\n" +
        escaped(shown.comment) + "</textarea><p id=\"hint\" class=\"soft\">" + escaped(words.optional) +
        "</p><button>" + escaped(words.send) + "</button></form></section>";
    return page_of(words, nonce).document(words.heading, body);
}

std::string satisfaction_thanks_page(std::int64_t rating, std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    auto const place = static_cast<std::size_t>(rating - 1);
    auto const body = "<section><h1>" + escaped(words.thanks) + "</h1><p>" + escaped(words.gave) +
                      std::to_string(rating) + escaped(words.of_five) + escaped(words.ratings.at(place)) +
                      ".</p><p>" + escaped(words.thanks_more) + "</p><p><a href=\"?\">" +
                      escaped(words.change) + "</a></p></section>";
    return page_of(words, nonce).document(words.thanks, body);
}

std::string satisfaction_over_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return page_of(words, nonce).notice(words.over, words.over_more);
}

std::string satisfaction_refused_page(std::string_view language, std::string_view nonce) {
    auto const& words = words_of(language);
    return page_of(words, nonce).notice(words.refused, words.refused_more);
}

}  // namespace balie::api
