// Boost.JSON writes every real number with an exponent (5.2E1); people read these objects, so ours does not.
#include <connectors/json/writer.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace balie::connectors::json {
namespace {

constexpr auto hex_alphabet = std::string_view{"0123456789abcdef"};

void append_escaped(std::string& out, char letter) {
    switch (letter) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\0':
            out += "\xEF\xBF\xBD";
            return;
        default:
            break;
    }
    auto const byte = static_cast<unsigned char>(letter);
    out += "\\u00";
    out += hex_alphabet[byte >> 4U];
    out += hex_alphabet[byte & 15U];
}

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (auto const letter : text) {
        if (static_cast<unsigned char>(letter) >= 0x20U && letter != '"' && letter != '\\') {
            out += letter;
        } else {
            append_escaped(out, letter);
        }
    }
    out += '"';
}

template <class T>
void append_number(std::string& out, T number) {
    auto digits = std::array<char, 64>{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_real(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    append_number(out, number);
}

void append(std::string& out, Value const& value);

void append_array(std::string& out, Array const& array) {
    out += '[';
    auto first = true;
    for (auto const& item : array) {
        if (!first) { out += ','; }
        first = false;
        append(out, item);
    }
    out += ']';
}

void append_object(std::string& out, Object const& object) {
    out += '{';
    auto first = true;
    for (auto const& [key, value] : object) {
        if (!first) { out += ','; }
        first = false;
        append_string(out, {key.data(), key.size()});
        out += ':';
        append(out, value);
    }
    out += '}';
}

void append(std::string& out, Value const& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            return;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case boost::json::kind::int64:
            append_number(out, value.get_int64());
            return;
        case boost::json::kind::uint64:
            append_number(out, value.get_uint64());
            return;
        case boost::json::kind::double_:
            append_real(out, value.get_double());
            return;
        case boost::json::kind::string:
            append_string(out, {value.get_string().data(), value.get_string().size()});
            return;
        case boost::json::kind::array:
            append_array(out, value.get_array());
            return;
        case boost::json::kind::object:
            append_object(out, value.get_object());
            return;
    }
}

}  // namespace

void ObjectWriter::begin(std::string_view name) {
    bytes_ += bytes_.empty() ? '{' : ',';
    append_string(bytes_, name);
    bytes_ += ':';
}

ObjectWriter& ObjectWriter::text(std::string_view name, std::string_view value) {
    begin(name);
    append_string(bytes_, value);
    return *this;
}

ObjectWriter& ObjectWriter::text_if_any(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
}

ObjectWriter& ObjectWriter::yes(std::string_view name) { return json(name, "true"); }

ObjectWriter& ObjectWriter::number(std::string_view name, double value) {
    begin(name);
    append_real(bytes_, value);
    return *this;
}

ObjectWriter& ObjectWriter::json(std::string_view name, std::string_view written) {
    begin(name);
    bytes_ += written;
    return *this;
}

ObjectWriter& ObjectWriter::value(std::string_view name, Value const& value) {
    begin(name);
    append(bytes_, value);
    return *this;
}

std::string ObjectWriter::take() {
    if (bytes_.empty()) { return "{}"; }
    bytes_ += '}';
    return std::move(bytes_);
}

std::string to_text(Value const& value) {
    auto text = std::string{};
    append(text, value);
    return text;
}

}  // namespace balie::connectors::json
