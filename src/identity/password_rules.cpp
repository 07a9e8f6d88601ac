// Instead of a list of ten thousand passwords, the rule behind them: take away the words that everybody uses, and see
// whether anything is left that would surprise a guesser. Words written with digits ("w3lk0m") count as written.
#include "identity/password_rules.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace balie::identity {
namespace {

// The stems of the commonest passwords in Dutch and English, and the walks over a keyboard.
constexpr auto common_words = std::array<std::string_view, 116>{
    "password",  "passwort",      "wachtwoord",     "welcome",       "welkom",    "qwertyuiop", "qwerty",
    "qwertz",    "azerty",        "asdfghjkl",      "asdfgh",        "zxcvbnm",   "zxcvbn",     "poiuytrewq",
    "qazwsxedc", "qazwsx",        "zaqwsx",         "qweasdzxc",     "qweasd",    "qwe",        "asd",
    "zxc",       "letmein",       "iloveyou",       "ihouvanjou",    "loveyou",   "trustno",    "football",
    "voetbal",   "baseball",      "basketball",     "superman",      "batman",    "starwars",   "pokemon",
    "minecraft", "fortnite",      "computer",       "internet",      "samsung",   "google",     "facebook",
    "instagram", "whatsapp",      "twitter",        "linkedin",      "microsoft", "windows",    "android",
    "iphone",    "administrator", "administrateur", "administratie", "beheerder", "admin",      "root",
    "master",    "changeme",      "secret",         "geheim",        "default",   "standaard",  "test",
    "demo",      "gast",          "guest",          "user",          "gebruiker", "login",      "inloggen",
    "access",    "toegang",       "sunshine",       "princess",      "prinses",   "dragon",     "monkey",
    "shadow",    "mustang",       "charlie",        "michael",       "jennifer",  "daniel",     "jordan",
    "killer",    "hunter",        "summer",         "winter",        "spring",    "autumn",     "zomer",
    "lente",     "herfst",        "monday",         "maandag",       "friday",    "vrijdag",    "january",
    "januari",   "december",      "amsterdam",      "rotterdam",     "utrecht",   "holland",    "nederland",
    "belgium",   "belgie",        "vlaanderen",     "feyenoord",     "ajax",      "flower",     "hello",
    "hallo",     "freedom",       "whatever",       "balie"};

constexpr auto surprises_min = 4;
constexpr auto phrase_words_min = 4;  // four words in a row are a phrase, however common each of them is

char as_letter(char digit) noexcept {
    switch (digit) {
        case '0':
            return 'o';
        case '1':
        case '!':
        case '|':
            return 'i';
        case '3':
            return 'e';
        case '4':
        case '@':
            return 'a';
        case '5':
        case '$':
            return 's';
        case '7':
            return 't';
        default:
            return digit;
    }
}

std::string spelt(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), as_letter);
    return text;
}

// Cuts the word out of both texts wherever the spelt one has it; answers how often.
int cut(std::string& text, std::string& spelling, std::string_view word) {
    auto count = 0;
    for (auto at = spelling.find(word); at != std::string::npos; at = spelling.find(word)) {
        text.erase(at, word.size());
        spelling.erase(at, word.size());
        ++count;
    }
    return count;
}

bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }

// "1987", "2024": a year is one guess.
void cut_years(std::string& text) {
    for (auto at = std::size_t{0}; at + 4 <= text.size();) {
        auto const year = std::string_view{text}.substr(at, 4);
        auto const is_year =
            (year.starts_with("19") || year.starts_with("20")) && is_digit(year[2]) && is_digit(year[3]);
        if (is_year) {
            text.erase(at, 4);
        } else {
            ++at;
        }
    }
}

// Places where a letter is neither the same as the one before it nor its neighbour ("1234", "aaaa", "cba").
int surprises_in(std::string_view text) {
    auto count = 0;
    for (auto at = std::size_t{0}; at < text.size(); ++at) {
        auto const step =
            at == 0 ? 2 : static_cast<unsigned char>(text[at]) - static_cast<unsigned char>(text[at - 1]);
        if (step < -1 || step > 1) { ++count; }
    }
    return count;
}

// "abcabcabcabc" is no harder than "abc".
std::string_view without_repetition(std::string_view text) {
    for (auto length = std::size_t{1}; length * 2 <= text.size(); ++length) {
        auto const repeats =
            std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(), text.begin());
        if (repeats) { return text.substr(0, length); }
    }
    return text;
}

bool is_common(std::string_view password, std::string_view email) {
    auto text = lowered(password);
    auto spelling = spelt(text);
    auto words = 0;
    auto const own_name = spelt(lowered(email.substr(0, email.find('@'))));
    if (own_name.size() >= 3) { words += cut(text, spelling, own_name); }
    for (auto const word : common_words) { words += cut(text, spelling, word); }
    cut_years(text);
    return words < phrase_words_min && surprises_in(without_repetition(text)) < surprises_min;
}

Error refusal(std::string detail, std::string reason) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "password"};
}

}  // namespace

Result<void> judge_password(std::string_view password, std::string_view email) {
    if (!is_utf8(password)) { return refusal("password must be text", "ill_typed"); }
    if (count_characters(password) < password_characters_min) {
        return refusal("password must be at least 12 characters", "too_short");
    }
    if (password.size() > password_bytes_max) { return refusal("password is too long", "too_long"); }
    if (is_common(password, email)) {
        return refusal("password is among the first that anybody would try", "too_common");
    }
    return {};
}

}  // namespace balie::identity
