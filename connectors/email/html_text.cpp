#include <connectors/email/html_text.hpp>

#include <connectors/email/html_entity.hpp>

#include <balie/base/text.hpp>
#include <balie/base/web_address.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace balie::connectors::email {
namespace {

constexpr auto blank = std::string_view{" \t\r\n\f"};
constexpr auto quote_depth_max = std::size_t{6};
constexpr auto link_bytes_max = std::size_t{2'000};

constexpr auto hidden =
    std::to_array<std::string_view>({"script", "style", "head", "title", "noscript", "template", "svg",
                                     "math", "object", "iframe", "select", "textarea"});
constexpr auto blocks = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "dd", "div", "dl",      "dt",    "fieldset", "figure",
     "footer",  "form",    "h1",    "h2",         "h3", "h4",  "h5",      "h6",    "header",   "hr",
     "li",      "main",    "nav",   "ol",         "p",  "pre", "section", "table", "tr",       "ul"});
constexpr auto spaced =
    std::to_array<std::string_view>({"h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul"});

template <class List>
bool is_among(List const& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

struct Tag {
    std::string name;  // lower case
    bool closes = false;
    std::string_view rest = {};  // its attributes
};

// The value of an attribute, without its entities.
std::string attribute(Tag const& tag, std::string_view name) {
    auto const rest = lowered(tag.rest);
    auto at = rest.find(name);
    while (at != std::string::npos) {
        auto const end = at + name.size();
        auto const begins = at == 0 || blank.find(rest[at - 1]) != std::string_view::npos;
        auto const equals = rest.find_first_not_of(blank, end);
        if (begins && equals != std::string::npos && rest[equals] == '=') {
            auto const first = tag.rest.find_first_not_of(blank, equals + 1);
            if (first == std::string_view::npos) { return {}; }
            auto const quote = tag.rest[first];
            auto const is_quoted = quote == '"' || quote == '\'';
            auto const value = tag.rest.substr(is_quoted ? first + 1 : first);
            auto const stop = is_quoted ? value.find(quote) : value.find_first_of(blank);
            return without_entities(value.substr(0, std::min(stop, link_bytes_max)));
        }
        at = rest.find(name, end);
    }
    return {};
}

class Writer {
public:
    void words(std::string_view raw) {
        auto const decoded = without_entities(raw);
        for (auto const letter : decoded) {
            if (!is_pre_ && blank.find(letter) != std::string_view::npos) {
                wants_space_ = true;
                continue;
            }
            if (letter == '\n') {
                new_line();
                continue;
            }
            if (letter == '\r') { continue; }
            put(letter);
        }
    }
    void new_line() {
        if (lines_pending_ < 2) { ++lines_pending_; }
        wants_space_ = false;
    }
    void end_block(unsigned lines) {
        if (!out_.empty()) { lines_pending_ = std::max(lines_pending_, lines); }
        wants_space_ = false;
    }
    void quote(bool begins) {
        end_block(1);
        if (begins) { ++quotes_; }
        if (!begins && quotes_ > 0) { --quotes_; }
    }
    void literally(std::string_view text) {
        for (auto const letter : text) { put(letter); }
    }
    void space() { wants_space_ = true; }
    void pre(bool begins) { is_pre_ = begins; }
    std::size_t size() const noexcept { return out_.size(); }
    std::string_view since(std::size_t at) const noexcept {
        return std::string_view{out_}.substr(std::min(at, out_.size()));
    }
    std::string take() { return std::move(out_); }

private:
    void put(char letter) {
        if (lines_pending_ > 0 || out_.empty()) { begin_line(); }
        if (wants_space_ && !is_at_start_) { out_ += ' '; }
        wants_space_ = false;
        is_at_start_ = false;
        out_ += letter;
    }
    void begin_line() {
        auto const mark = [this] {
            for (auto depth = std::size_t{0}; depth < std::min(quotes_, quote_depth_max); ++depth) {
                out_ += "> ";
            }
        };
        for (; lines_pending_ > 0; --lines_pending_) {
            out_ += '\n';
            if (lines_pending_ > 1) { mark(); }
        }
        mark();
        is_at_start_ = true;
    }

    std::string out_;
    unsigned lines_pending_ = 0;
    std::size_t quotes_ = 0;
    bool wants_space_ = false;
    bool is_at_start_ = true;
    bool is_pre_ = false;
};

class Reader {
public:
    explicit Reader(std::string_view html) : left_(html) {}

    std::string run() {
        while (!left_.empty()) {
            auto const open = left_.find('<');
            writer_.words(left_.substr(0, open));
            left_ = open == std::string_view::npos ? std::string_view{} : left_.substr(open);
            if (!left_.empty()) { markup(); }
        }
        return writer_.take();
    }

private:
    void markup() {
        if (left_.starts_with("<!--")) { return skip_past("-->"); }
        auto const second = left_.size() > 1 ? left_[1] : ' ';
        if (second == '!' || second == '?') { return skip_past(">"); }
        auto const is_tag =
            second == '/' || (second >= 'a' && second <= 'z') || (second >= 'A' && second <= 'Z');
        if (!is_tag) {
            writer_.words("<");
            left_.remove_prefix(1);
            return;
        }
        auto const tag = take_tag();
        if (!tag.closes && is_among(hidden, tag.name)) { return skip_element(tag.name); }
        tag.closes ? close(tag) : open(tag);
    }

    // Up to the ">" that is in no quoted value; none: the rest is a broken tag, and shows nothing.
    Tag take_tag() {
        auto quote = char{0};
        auto end = std::size_t{1};
        for (; end < left_.size(); ++end) {
            auto const letter = left_[end];
            if (quote != 0) {
                if (letter == quote) { quote = 0; }
                continue;
            }
            if (letter == '>') { break; }
            if ((letter == '"' || letter == '\'') && left_[end - 1] == '=') { quote = letter; }
        }
        auto inside = left_.substr(1, end - 1);
        left_ = left_.substr(std::min(end + 1, left_.size()));
        auto tag = Tag{};
        if (inside.starts_with('/')) {
            tag.closes = true;
            inside.remove_prefix(1);
        }
        auto const name_end = inside.find_first_of(" \t\r\n\f/");
        tag.name = lowered(inside.substr(0, name_end));
        if (name_end != std::string_view::npos) { tag.rest = inside.substr(name_end); }
        return tag;
    }

    void open(Tag const& tag) {
        if (tag.name == "br") { return writer_.new_line(); }
        if (tag.name == "td" || tag.name == "th" || tag.name == "img") { return writer_.space(); }
        if (is_among(blocks, tag.name)) { writer_.end_block(is_among(spaced, tag.name) ? 2 : 1); }
        if (tag.name == "li") { writer_.literally("- "); }
        if (tag.name == "pre") { writer_.pre(true); }
        if (tag.name == "blockquote") { writer_.quote(true); }
        if (tag.name == "a") {
            link_ = attribute(tag, "href");
            link_begin_ = writer_.size();
        }
    }

    void close(Tag const& tag) {
        if (tag.name == "pre") { writer_.pre(false); }
        if (tag.name == "blockquote") { writer_.quote(false); }
        if (is_among(blocks, tag.name)) { writer_.end_block(is_among(spaced, tag.name) ? 2 : 1); }
        if (tag.name == "a") { end_link(); }
    }

    // Where a link leads is said, for its words may say something else.
    void end_link() {
        auto const target = std::exchange(link_, {});
        if (!is_web_address(target)) { return; }
        auto const words = trimmed(writer_.since(link_begin_));
        if (words.empty() || target.find(words) != std::string::npos) { return; }
        writer_.space();
        writer_.literally("(" + printable(target) + ")");
    }

    void skip_past(std::string_view mark) {
        auto const end = left_.find(mark);
        left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + mark.size());
    }

    // Its end tag, whatever stands between; an element that is never closed hides the rest, as it does in a browser.
    void skip_element(std::string const& name) {
        while (!left_.empty()) {
            skip_past("</");
            if (lowered(left_.substr(0, name.size())) == name) { return skip_past(">"); }
        }
    }

    std::string_view left_;
    Writer writer_;
    std::string link_;
    std::size_t link_begin_ = 0;
};

}  // namespace

std::string text_of_html(std::string_view html) { return Reader{html}.run(); }

}  // namespace balie::connectors::email
