// https://www.rfc-editor.org/rfc/rfc4180; the apostrophe is OWASP's advice against formula injection (read 2026-11).
#include "desk/csv.hpp"

#include <algorithm>
#include <array>

namespace balie::desk {
namespace {

constexpr auto record_bytes_max = std::size_t{64} << 10U;
constexpr auto cells_max = std::size_t{100};
constexpr auto byte_order_mark = std::string_view{"\xEF\xBB\xBF"};
constexpr auto formula_marks = std::string_view{"=+-@\t\r\n"};

// The first line tells, and the stream stands at its beginning again.
char separator_of(std::istream& bytes) {
    auto beginning = std::array<char, 4096>{};
    bytes.read(beginning.data(), beginning.size());
    auto const read = std::string_view{beginning.data(), static_cast<std::size_t>(bytes.gcount())};
    bytes.clear();
    auto const has_mark = read.starts_with(byte_order_mark);
    bytes.seekg(has_mark ? static_cast<std::streamoff>(byte_order_mark.size()) : 0);
    auto const line = read.substr(0, read.find_first_of("\r\n"));
    return std::ranges::count(line, ';') > std::ranges::count(line, ',') ? ';' : ',';
}

bool is_formula(std::string_view text) {
    return !text.empty() && formula_marks.find(text.front()) != std::string_view::npos;
}

}  // namespace

CsvReader::CsvReader(std::istream& bytes) : bytes_(&bytes), separator_(separator_of(bytes)) {}

Result<std::optional<CsvRecord>> CsvReader::next() {
    if (bytes_->peek() == std::istream::traits_type::eof()) { return std::optional<CsvRecord>{}; }
    auto record = CsvRecord{line_, {}};
    record_line_ = line_;
    record_bytes_ = 0;
    auto end = End::cell;
    while (end == End::cell) {
        if (record.cells.size() == cells_max) { return fault("has too many cells"); }
        auto cell = std::string{};
        auto const ended = read_cell(cell);
        if (!ended) { return ended.error(); }
        end = *ended;
        record.cells.push_back(std::move(cell));
    }
    return std::optional{std::move(record)};
}

Result<CsvReader::End> CsvReader::read_cell(std::string& cell) {
    if (bytes_->peek() == '"') {
        bytes_->get();
        return read_quoted(cell);
    }
    while (true) {
        auto const letter = bytes_->get();
        if (letter == std::istream::traits_type::eof()) { return End::file; }
        if (letter == separator_) { return End::cell; }
        if (ends_line(letter)) { return End::record; }
        if (letter == '"') { return fault("has a quotation mark in the middle of a cell"); }
        if (auto const kept = append(cell, static_cast<char>(letter)); !kept) { return kept.error(); }
    }
}

Result<CsvReader::End> CsvReader::read_quoted(std::string& cell) {
    while (true) {
        auto const letter = bytes_->get();
        if (letter == std::istream::traits_type::eof()) { return fault("has a quoted cell without an end"); }
        if (letter == '"') {
            if (bytes_->peek() != '"') { return end_of_quoted(); }
            bytes_->get();
        }
        if (letter == '\n') { ++line_; }
        if (auto const kept = append(cell, static_cast<char>(letter)); !kept) { return kept.error(); }
    }
}

Result<CsvReader::End> CsvReader::end_of_quoted() {
    auto const letter = bytes_->get();
    if (letter == std::istream::traits_type::eof()) { return End::file; }
    if (letter == separator_) { return End::cell; }
    if (ends_line(letter)) { return End::record; }
    return fault("has text after a quoted cell");
}

bool CsvReader::ends_line(int letter) {
    if (letter == '\r' && bytes_->peek() == '\n') { letter = bytes_->get(); }
    if (letter != '\n' && letter != '\r') { return false; }
    ++line_;
    return true;
}

Result<void> CsvReader::append(std::string& cell, char letter) {
    if (++record_bytes_ > record_bytes_max) { return fault("is too long"); }
    cell += letter;
    return {};
}

Error CsvReader::fault(std::string const& what) const {
    return {ErrorCode::malformed, "line " + std::to_string(record_line_) + ' ' + what, "unreadable_csv",
            "line " + std::to_string(record_line_)};
}

std::string csv_cell(std::string_view text) {
    auto written = std::string{is_formula(text) ? "'" : ""};
    written += text;
    if (written.find_first_of(",;\"\r\n\t") == std::string::npos) { return written; }
    auto quoted = std::string{'"'};
    for (auto const letter : written) { quoted.append(letter == '"' ? 2 : 1, letter); }
    return quoted + '"';
}

std::string csv_line(std::vector<std::string> const& cells) {
    auto line = std::string{};
    for (auto const& cell : cells) { line += (&cell == &cells.front() ? "" : ",") + csv_cell(cell); }
    return line + "\r\n";
}

std::string plain_cell(std::string text) {
    if (text.starts_with('\'') && is_formula(std::string_view{text}.substr(1))) { text.erase(0, 1); }
    return text;
}

}  // namespace balie::desk
