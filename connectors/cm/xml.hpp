// The little XML that CM's older status reports are written in: elements, attributes and text. No document type, no
// entities but the five of XML, a bound on depth and on size.
#pragma once

#include <balie/base/result.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::connectors::cm {

// Names of elements and attributes are in small letters.
struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes = {};
    std::string text = {};
    std::vector<Element> children = {};

    explicit Element(std::string name_) : name(std::move(name_)) {}

    Element const* child(std::string_view wanted) const noexcept;
    std::string child_text(std::string_view wanted) const;
    std::string attribute(std::string_view wanted) const;
};

// Error: malformed, also for whatever is XML but not this little.
Result<Element> read_xml(std::string_view bytes);

}  // namespace balie::connectors::cm
