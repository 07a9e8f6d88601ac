// A platform's JSON, read once into an arena: bounded in depth, its UTF-8 checked, never throwing.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace balie::connectors::json {

using Array = boost::json::array;
using Object = boost::json::object;
using Value = boost::json::value;

inline constexpr auto depth_max = std::size_t{64};

// Values live as long as their document. A byte order mark is passed over, half a surrogate pair is read as U+FFFD;
// of a repeated key the last one counts.
class Document {
public:
    explicit Document(std::string_view bytes);
    Document(Document const&) = delete;
    Document& operator=(Document const&) = delete;

    // Null when the bytes are not JSON; `fault` then says why, without quoting them.
    Value const* root() const noexcept { return fault_.empty() ? &root_ : nullptr; }
    std::string const& fault() const noexcept { return fault_; }

private:
    std::array<unsigned char, 8192> arena_;
    boost::json::monotonic_resource memory_{arena_.data(), arena_.size()};
    // Parentheses: braces would make a list of two values.
    Value root_ = Value(nullptr, boost::json::storage_ptr(&memory_));
    std::string fault_;
};

}  // namespace balie::connectors::json
