// "12:30" and "https://..." are words; what looks like an operator and is none is told, for it would find nothing.
#include "desk/search_question.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace balie::desk {
namespace {

constexpr auto parts_max = std::size_t{20};
constexpr auto operators = std::array<std::string_view, 10>{"from", "inbox",  "channel", "label", "assignee",
                                                            "team", "before", "after",   "has",   "is"};

Error fault(std::string reason, std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "q"};
}

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_space(char character) { return character == ' ' || (character >= '\t' && character <= '\r'); }

// Reads the text from left to right; every reading moves `rest`.
class Reader {
public:
    explicit Reader(std::string_view typed) : rest_(typed) {}

    Result<SearchQuestion> read() {
        while (skip_spaces()) {
            if (question_.terms.size() + question_.operators.size() == parts_max) {
                return fault("too_long", "q holds more than 20 words and operators");
            }
            if (auto const read = read_part(); !read) { return read.error(); }
        }
        if (question_.terms.empty() && question_.operators.empty()) {
            return fault("too_short", "q holds nothing to look for");
        }
        return question_;
    }

private:
    bool skip_spaces() {
        while (!rest_.empty() && is_space(rest_.front())) { rest_.remove_prefix(1); }
        return !rest_.empty();
    }

    Result<void> read_part() {
        auto const is_unwanted = rest_.size() > 1 && rest_.front() == '-' && !is_space(rest_[1]);
        if (is_unwanted) { rest_.remove_prefix(1); }
        if (auto const name = operator_name()) { return read_operator(*name, is_unwanted); }
        auto term = SearchTerm{};
        term.is_unwanted = is_unwanted;
        term.is_exact = rest_.front() == '"';
        term.text = take_value();
        if (!trimmed(term.text).empty()) { question_.terms.push_back(std::move(term)); }
        return {};
    }

    // Letters, a colon, and something that is no path: "from:jan", not "https://".
    std::optional<std::string> operator_name() const {
        auto const end = std::ranges::find_if_not(rest_, is_letter);
        auto const size = static_cast<std::size_t>(end - rest_.begin());
        if (size < 2 || size == rest_.size() || rest_[size] != ':') { return std::nullopt; }
        auto name = lowered(rest_.substr(0, size));
        auto const is_known = std::ranges::find(operators, name) != operators.end();
        auto const has_value =
            size + 1 < rest_.size() && !is_space(rest_[size + 1]) && rest_[size + 1] != '/';
        if (!is_known && !has_value) { return std::nullopt; }
        return name;
    }

    Result<void> read_operator(std::string const& name, bool is_unwanted) {
        if (std::ranges::find(operators, name) == operators.end()) {
            return fault("unknown_operator",
                         name + ": is no operator; in quotes it is looked for as it stands");
        }
        if (is_unwanted) { return fault("unwanted_operator", name + ": can not be excluded"); }
        rest_.remove_prefix(name.size() + 1);
        auto value = std::string{trimmed(take_value())};
        if (value.empty()) { return fault("bad_operator", name + ": needs a value"); }
        question_.operators.push_back({name, std::move(value)});
        return {};
    }

    // What stands between quotes, or up to the next space.
    std::string take_value() {
        auto const is_quoted = !rest_.empty() && rest_.front() == '"';
        if (is_quoted) { rest_.remove_prefix(1); }
        auto const end = is_quoted ? std::ranges::find(rest_, '"') : std::ranges::find_if(rest_, is_space);
        auto const size = static_cast<std::size_t>(end - rest_.begin());
        auto value = std::string{rest_.substr(0, size)};
        rest_.remove_prefix(std::min(size + (is_quoted ? 1 : 0), rest_.size()));
        return value;
    }

    std::string_view rest_;
    SearchQuestion question_;
};

}  // namespace

Result<SearchQuestion> search_question_of(std::string_view typed) { return Reader{typed}.read(); }

}  // namespace balie::desk
