// The body is read once, in pieces; a piece is kept back as long as a delimiter may begin in it.
#include "media/multipart.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <vector>

namespace balie::media {
namespace {

constexpr auto piece_bytes = std::size_t{256} << 10U;
constexpr auto head_bytes_max = std::size_t{8} << 10U;
constexpr auto boundary_max = std::size_t{70};
constexpr auto line_end = std::string_view{"\r\n"};

Error malformed(std::string detail) {
    return Error{ErrorCode::malformed, std::move(detail), "malformed_multipart"};
}

bool is_boundary_character(char character) noexcept {
    constexpr auto marks = std::string_view{"'()+_,-./:=? "};
    auto const is_letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    return is_letter || (character >= '0' && character <= '9') ||
           marks.find(character) != std::string_view::npos;
}

// The value of a parameter: a token, or a quoted string with its backslashes taken off.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (auto at = header.find(';'); at != std::string_view::npos;) {
        auto rest = trimmed(header.substr(at + 1));
        auto const equals = rest.find('=');
        if (equals == std::string_view::npos) { return std::nullopt; }
        auto const found = lowered(trimmed(rest.substr(0, equals)));
        rest.remove_prefix(equals + 1);
        auto value = std::string{};
        auto end = std::size_t{0};
        if (rest.starts_with('"')) {
            for (end = 1; end < rest.size() && rest[end] != '"'; ++end) {
                if (rest[end] == '\\' && end + 1 < rest.size()) { ++end; }
                value += rest[end];
            }
            if (end >= rest.size()) { return std::nullopt; }
            ++end;
        } else {
            end = std::min(rest.find(';'), rest.size());
            value = trimmed(rest.substr(0, end));
        }
        if (found == name) { return value; }
        header = rest;
        at = header.find(';', end);
    }
    return std::nullopt;
}

// Browsers write a quote and line ends in a name as %22, %0D and %0A, and nothing else that way.
std::string unescaped(std::string name) {
    for (auto const& [escape, character] : {std::pair{"%22", "\""}, {"%0D", "\r"}, {"%0A", "\n"}}) {
        for (auto at = name.find(escape); at != std::string::npos; at = name.find(escape, at + 1)) {
            name.replace(at, 3, character);
        }
    }
    return name;
}

Result<std::string> file_name_in(std::string_view head) {
    auto disposition = std::string_view{};
    while (!head.empty()) {
        auto const end = std::min(head.find(line_end), head.size());
        auto const line = head.substr(0, end);
        head.remove_prefix(std::min(end + line_end.size(), head.size()));
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) { return malformed("a part's header is not well-formed"); }
        if (lowered(line.substr(0, colon)) != "content-disposition") { continue; }
        if (!disposition.empty()) { return malformed("a part has two dispositions"); }
        disposition = trimmed(line.substr(colon + 1));
    }
    if (!lowered(disposition).starts_with("form-data;")) { return malformed("a part is no form-data"); }
    auto const name = parameter(disposition, "name");
    auto const file_name = parameter(disposition, "filename");
    if (name != "file" || !file_name) {
        return Error{ErrorCode::unprocessable,
                     "there must be exactly one part, a file, and it must be called file", "unknown_field",
                     name.value_or("")};
    }
    return unescaped(*file_name);
}

class Reader {
public:
    Reader(std::filesystem::path const& body, std::string const& boundary)
        : input_(body, std::ios::binary), delimiter_("\r\n--" + boundary) {}

    bool is_open() const { return static_cast<bool>(input_); }

    // The part's header block, without the empty line that ends it.
    Result<std::string> head() {
        buffer_ = line_end;  // so that the first delimiter has the form of the others
        fill();
        if (!buffer_.starts_with(delimiter_ + std::string{line_end})) {
            return malformed("the first delimiter is not there");
        }
        auto const begin = delimiter_.size() + line_end.size();
        auto const end = buffer_.find("\r\n\r\n", begin);
        if (end == std::string::npos || end > head_bytes_max) {
            return malformed("a part's headers do not end");
        }
        auto head = buffer_.substr(begin, end - begin);
        buffer_.erase(0, end + 4);
        return head;
    }

    // Copies up to the closing delimiter, which must be the end of the body.
    Result<std::uint64_t> copy(std::ofstream& output) {
        auto copied = std::uint64_t{0};
        while (true) {
            auto const found = buffer_.find(delimiter_);
            auto const is_last = found != std::string::npos;
            auto const kept_back = std::min(buffer_.size(), delimiter_.size() - 1);
            auto const count = is_last ? found : buffer_.size() - kept_back;
            output.write(buffer_.data(), static_cast<std::streamsize>(count));
            copied += count;
            buffer_.erase(0, count);
            if (is_last) { break; }
            if (!fill()) { return malformed("the closing delimiter is not there"); }
        }
        return closes() ? Result<std::uint64_t>{copied}
                        : malformed("there must be exactly one part, and nothing after it");
    }

private:
    bool fill() {
        auto const had = buffer_.size();
        buffer_.resize(had + piece_bytes);
        input_.read(buffer_.data() + had, static_cast<std::streamsize>(piece_bytes));
        buffer_.resize(had + static_cast<std::size_t>(input_.gcount()));
        return buffer_.size() > had;
    }

    bool closes() {
        fill();
        auto const rest = std::string_view{buffer_}.substr(delimiter_.size());
        return rest == "--" || rest == "--\r\n";
    }

    std::ifstream input_;
    std::string delimiter_;
    std::string buffer_ = {};
};

}  // namespace

std::string boundary_of(std::string_view content_type) {
    if (!lowered(content_type).starts_with("multipart/form-data;")) { return {}; }
    auto const boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > boundary_max || boundary->ends_with(' ')) {
        return {};
    }
    return std::ranges::all_of(*boundary, is_boundary_character) ? *boundary : std::string{};
}

Result<Part> extract_file(std::filesystem::path const& body, std::string_view content_type,
                          std::filesystem::path const& to) {
    auto const boundary = boundary_of(content_type);
    if (boundary.empty()) {
        return Error{ErrorCode::unsupported, "multipart/form-data with a boundary is wanted"};
    }
    if (body.empty()) { return Error{ErrorCode::malformed, "there is no body"}; }
    auto reader = Reader{body, boundary};
    auto output = std::ofstream{to, std::ios::binary};
    if (!reader.is_open() || !output) {
        return Error{ErrorCode::unavailable, "cannot open a file", "media_folder"};
    }
    auto const head = reader.head();
    if (!head) { return head.error(); }
    auto name = file_name_in(*head);
    if (!name) { return name.error(); }
    auto const copied = reader.copy(output);
    if (!copied) { return copied.error(); }
    output.close();
    if (!output) { return Error{ErrorCode::unavailable, "cannot write a file", "media_folder"}; }
    return Part{std::move(*name), *copied};
}

}  // namespace balie::media
