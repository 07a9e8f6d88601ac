#include <connectors/cm/xml.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

constexpr auto depth_max = 16;
constexpr auto blanks = std::string_view{" \t\r\n"};
constexpr auto ends_of_name = std::string_view{" \t\r\n/>=<&\"'"};

constexpr auto entities = std::to_array<std::pair<std::string_view, char>>({
    {"&amp;", '&'},
    {"&lt;", '<'},
    {"&gt;", '>'},
    {"&quot;", '"'},
    {"&apos;", '\''},
});

// Reads from the front; once something is wrong, all that follows fails too.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    bool ok() const noexcept { return ok_; }
    bool at_end() const noexcept { return rest_.empty(); }
    bool starts_with(std::string_view text) const noexcept { return rest_.starts_with(text); }

    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) { return false; }
        rest_.remove_prefix(text.size());
        return true;
    }
    void need(std::string_view text) {
        if (!take(text)) { fail(); }
    }
    void skip_blanks() {
        auto const first = std::min(rest_.find_first_not_of(blanks), rest_.size());
        rest_.remove_prefix(first);
    }
    std::string_view up_to(std::string_view text) {
        auto const at = rest_.find(text);
        if (at == std::string_view::npos) {
            fail();
            return {};
        }
        auto const found = rest_.substr(0, at);
        rest_.remove_prefix(at + text.size());
        return found;
    }
    std::string name() {
        auto const length = std::min(rest_.find_first_of(ends_of_name), rest_.size());
        if (length == 0) { fail(); }
        auto found = lowered(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return found;
    }
    // Text until the next "<", entities resolved.
    std::string text() {
        auto const length = std::min(rest_.find('<'), rest_.size());
        auto const raw = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return resolved(raw);
    }
    std::string resolved(std::string_view raw) {
        auto made = std::string{};
        while (!raw.empty()) {
            auto const plain = std::min(raw.find('&'), raw.size());
            made += raw.substr(0, plain);
            raw.remove_prefix(plain);
            if (raw.empty()) { break; }
            auto const known = std::find_if(entities.begin(), entities.end(),
                                            [raw](auto const& one) { return raw.starts_with(one.first); });
            if (known == entities.end()) {
                fail();
                return {};
            }
            made += known->second;
            raw.remove_prefix(known->first.size());
        }
        return made;
    }
    void fail() {
        ok_ = false;
        rest_ = {};
    }

private:
    std::string_view rest_;
    bool ok_ = true;
};

void read_attributes(Reader& reader, Element& element) {
    reader.skip_blanks();
    while (reader.ok() && !reader.starts_with(">") && !reader.starts_with("/>")) {
        auto name = reader.name();
        reader.skip_blanks();
        reader.need("=");
        reader.skip_blanks();
        auto const quote = reader.starts_with("'") ? std::string_view{"'"} : std::string_view{"\""};
        reader.need(quote);
        auto const raw = reader.up_to(quote);
        element.attributes.emplace_back(std::move(name), reader.resolved(raw));
        reader.skip_blanks();
    }
}

Element read_element(Reader& reader, int depth) {
    reader.need("<");
    auto element = Element{reader.name()};
    if (depth == 0) { reader.fail(); }
    read_attributes(reader, element);
    if (reader.take("/>")) { return element; }
    reader.need(">");
    while (reader.ok() && !reader.starts_with("</")) {
        if (reader.take("<!--")) {
            reader.up_to("-->");
        } else if (reader.take("<![CDATA[")) {
            element.text += reader.up_to("]]>");
        } else if (reader.starts_with("<")) {
            element.children.push_back(read_element(reader, depth - 1));
        } else {
            element.text += reader.text();
            if (reader.at_end()) { reader.fail(); }
        }
    }
    reader.need("</");
    if (reader.name() != element.name) { reader.fail(); }
    reader.skip_blanks();
    reader.need(">");
    return element;
}

}  // namespace

Element const* Element::child(std::string_view wanted) const noexcept {
    auto const found = std::find_if(children.begin(), children.end(),
                                    [wanted](auto const& one) { return one.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

std::string Element::child_text(std::string_view wanted) const {
    auto const* const found = child(wanted);
    return found == nullptr ? std::string{} : storable(std::string{trimmed(found->text)});
}

std::string Element::attribute(std::string_view wanted) const {
    auto const found = std::find_if(attributes.begin(), attributes.end(),
                                    [wanted](auto const& one) { return one.first == wanted; });
    return found == attributes.end() ? std::string{} : storable(found->second);
}

Result<Element> read_xml(std::string_view bytes) {
    auto reader = Reader{bytes};
    reader.take("\xEF\xBB\xBF");
    reader.skip_blanks();
    if (reader.take("<?xml")) { reader.up_to("?>"); }
    reader.skip_blanks();
    while (reader.take("<!--")) {
        reader.up_to("-->");
        reader.skip_blanks();
    }
    auto root = read_element(reader, depth_max);
    reader.skip_blanks();
    if (!reader.ok() || !reader.at_end()) { return Error{ErrorCode::malformed, "not the XML of a report"}; }
    return root;
}

}  // namespace balie::connectors::cm
