// Writing small JSON objects member by member, in the order in which they are given.
#pragma once

#include <connectors/json/document.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::json {

// Strings are written so that PostgreSQL's jsonb takes them: NUL becomes U+FFFD.
class ObjectWriter {
public:
    ObjectWriter& text(std::string_view name, std::string_view value);
    ObjectWriter& text_if_any(std::string_view name, std::string_view value);  // left out when empty
    ObjectWriter& yes(std::string_view name);                                  // true
    ObjectWriter& number(std::string_view name, double value);
    ObjectWriter& json(std::string_view name, std::string_view written);  // as it stands
    ObjectWriter& value(std::string_view name, Value const& value);

    bool is_empty() const noexcept { return bytes_.empty(); }
    std::string take();

private:
    void begin(std::string_view name);

    std::string bytes_;
};

// A value of a document as compact JSON. The document's depth bounds the recursion.
std::string to_text(Value const& value);

}  // namespace balie::connectors::json
