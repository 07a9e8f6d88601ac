#include <connectors/email/quotes.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace balie::connectors::email {
namespace {

using Lines = std::vector<std::string_view>;

constexpr auto lines_max = std::size_t{20'000};
constexpr auto attribution_lines_max = std::size_t{3};
constexpr auto attribution_bytes_max = std::size_t{400};

// "On 2 January Anna wrote:", "Op 2 januari schreef Anna:" as mail programs say it.
constexpr auto wrote =
    std::to_array<std::string_view>({" wrote", " schreef", " schrieb", " a écrit", " escribió", " ha scritto",
                                     " escreveu", " skrev", " napisał", " kirjoitti"});
// The line that Outlook draws.
constexpr auto separators = std::to_array<std::string_view>(
    {"original message", "oorspronkelijk bericht", "origineel bericht", "ursprüngliche nachricht",
     "message d'origine", "mensaje original", "messaggio originale", "mensagem original", "forwarded message",
     "doorgestuurd bericht"});
// And the header that it copies: the sender, then a date or the recipient.
constexpr auto senders =
    std::to_array<std::string_view>({"from:", "van:", "von:", "de:", "de :", "da:", "fra:"});
constexpr auto followers = std::to_array<std::string_view>(
    {"sent:", "verzonden:", "gesendet:", "envoyé:", "envoyé :", "enviado:", "inviato:", "date:", "datum:",
     "to:", "aan:", "an:", "à :", "à:", "para:", "a:", "sendt:"});

Lines lines_of(std::string_view text) {
    auto lines = Lines{};
    while (!text.empty() && lines.size() < lines_max) {
        auto const end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) { line.remove_suffix(1); }
        lines.push_back(line);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (!text.empty()) { lines.push_back(text); }
    return lines;
}

bool is_blank(std::string_view line) { return trimmed(line).empty(); }
bool is_quoted(std::string_view line) { return trimmed(line).starts_with('>'); }

// A header that is copied within bold marks reads "*From:* ...".
std::string bare(std::string_view line) {
    auto text = lowered(trimmed(line).substr(0, attribution_bytes_max));
    std::erase(text, '*');
    return text;
}

template <class List>
bool begins_with_one_of(List const& list, std::string const& line) {
    return std::ranges::any_of(list, [&line](std::string_view word) { return line.starts_with(word); });
}

bool is_separator(Lines const& lines, std::size_t at) {
    auto const line = bare(lines[at]);
    auto const is_drawn = line.starts_with("---") || line.starts_with("___");
    if (line.starts_with("---") && std::ranges::any_of(separators, [&line](std::string_view word) {
            return line.find(word) != std::string::npos;
        })) {
        return true;
    }
    auto from = at;
    if (is_drawn) {
        from = at + 1;
        while (from < lines.size() && is_blank(lines[from])) { ++from; }
    }
    if (from >= lines.size() || !begins_with_one_of(senders, bare(lines[from]))) { return false; }
    auto const last = std::min(lines.size(), from + 4);
    for (auto next = from + 1; next < last; ++next) {
        if (begins_with_one_of(followers, bare(lines[next]))) { return true; }
    }
    return false;
}

struct Attribution {
    std::size_t lines = 0;  // that it takes; 0: there is none
    bool has_date = false;
};

// It is often broken over two or three lines.
Attribution attribution(Lines const& lines, std::size_t at) {
    auto joined = std::string{};
    for (auto taken = std::size_t{1}; taken <= attribution_lines_max && at + taken <= lines.size(); ++taken) {
        auto const line = trimmed(lines[at + taken - 1]);
        if (line.empty() || line.starts_with('>')) { return {}; }
        joined += lowered(line);
        if (joined.size() > attribution_bytes_max) { return {}; }
        auto const says_so =
            joined.ends_with(':') && std::ranges::any_of(wrote, [&joined](std::string_view word) {
                return joined.find(word) != std::string::npos;
            });
        if (says_so) { return {taken, joined.find_first_of("0123456789") != std::string::npos}; }
        joined += ' ';
    }
    return {};
}

std::string joined(Lines const& lines, std::size_t first, std::size_t last) {
    while (first < last && is_blank(lines[first])) { ++first; }
    while (last > first && is_blank(lines[last - 1])) { --last; }
    auto text = std::string{};
    for (auto at = first; at < last; ++at) {
        if (at > first) { text += '\n'; }
        text += lines[at];
    }
    return text;
}

// The end of a block of quoted and blank lines from here.
std::size_t end_of_quotation(Lines const& lines, std::size_t at) {
    while (at < lines.size() && (is_blank(lines[at]) || is_quoted(lines[at]))) { ++at; }
    return at;
}

// Where the quotation behind the new words begins; the number of lines when there is none.
std::size_t trailing(Lines const& lines) {
    for (auto at = std::size_t{0}; at < lines.size(); ++at) {
        if (is_blank(lines[at])) { continue; }
        if (is_separator(lines, at)) { return at; }
        auto const said = attribution(lines, at);
        auto const quotes_begin = at + said.lines;
        if (said.lines == 0 && !is_quoted(lines[at])) { continue; }
        if (end_of_quotation(lines, quotes_begin) == lines.size()) { return at; }
        // An attribution whose quotation has no marks, as some programs write it, carries everything behind it.
        auto next = quotes_begin;
        while (next < lines.size() && is_blank(lines[next])) { ++next; }
        if (said.has_date && next < lines.size() && !is_quoted(lines[next])) { return at; }
        at = std::max(at, end_of_quotation(lines, quotes_begin) - 1);
    }
    return lines.size();
}

// Where the new words begin after a quotation that stands first; 0 when none does.
std::size_t leading(Lines const& lines) {
    auto at = std::size_t{0};
    while (at < lines.size() && is_blank(lines[at])) { ++at; }
    if (at == lines.size()) { return 0; }
    auto const quotes_begin = at + attribution(lines, at).lines;
    if (quotes_begin >= lines.size() || !is_quoted(lines[quotes_begin])) { return 0; }
    auto const end = end_of_quotation(lines, quotes_begin);
    auto const is_the_only_one =
        std::none_of(lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end(), is_quoted);
    return is_the_only_one ? end : 0;
}

}  // namespace

Folded fold(std::string_view text) {
    auto const lines = lines_of(text);
    auto const cut = trailing(lines);
    auto folded = Folded{joined(lines, 0, cut), joined(lines, cut, lines.size())};
    if (cut == lines.size()) {
        auto const begin = leading(lines);
        folded = Folded{joined(lines, begin, lines.size()), joined(lines, 0, begin)};
    }
    if (folded.fresh.empty()) { return Folded{joined(lines, 0, lines.size()), {}}; }
    return folded;
}

}  // namespace balie::connectors::email
