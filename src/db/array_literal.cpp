// A reader that walks an array literal once, from brace to brace.
#include "db/array_literal.hpp"

#include <stdexcept>

namespace balie::db {
namespace {

class Reader {
public:
    explicit Reader(std::string_view rest) : rest_(rest) {}

    char take() {
        if (rest_.empty()) { throw std::invalid_argument{"an array literal ends too early"}; }
        auto const first = rest_.front();
        rest_.remove_prefix(1);
        return first;
    }
    char next() const {
        if (rest_.empty()) { throw std::invalid_argument{"an array literal ends too early"}; }
        return rest_.front();
    }

private:
    std::string_view rest_;
};

std::string quoted(Reader& reader) {
    auto text = std::string{};
    reader.take();
    for (auto character = reader.take(); character != '"'; character = reader.take()) {
        text += character == '\\' ? reader.take() : character;
    }
    return text;
}

std::optional<std::string> element(Reader& reader) {
    if (reader.next() == '"') { return quoted(reader); }
    auto text = std::string{};
    while (reader.next() != ',' && reader.next() != '}') { text += reader.take(); }
    if (text == "NULL") { return std::nullopt; }
    return text;
}

}  // namespace

std::vector<std::optional<std::string>> elements_of(std::string_view literal) {
    auto elements = std::vector<std::optional<std::string>>{};
    auto reader = Reader{literal};
    if (reader.take() != '{') { throw std::invalid_argument{"an array literal begins with a brace"}; }
    if (reader.next() == '}') { return elements; }
    do { elements.push_back(element(reader)); } while (reader.take() == ',');
    return elements;
}

}  // namespace balie::db
