// Tables as text (RFC 4180): read record by record, never as a whole; written so that no program takes a cell for a
// formula.
#pragma once

#include <balie/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::desk {

struct CsvRecord {
    std::int64_t line = 0;  // on which it begins, from 1
    std::vector<std::string> cells = {};

    bool is_empty() const noexcept { return cells.size() == 1 && cells.front().empty(); }
};

// Cells between commas or semicolons, whichever the first line has more of; a byte order mark is passed over.
class CsvReader {
public:
    explicit CsvReader(std::istream& bytes);

    // Absent at the end. Error: malformed, with the line, for a quote that is not closed or stands in the middle of a
    // cell, and for a record that is too long: what follows cannot be told apart any more.
    Result<std::optional<CsvRecord>> next();

private:
    enum class End { cell, record, file };

    Result<End> read_cell(std::string& cell);
    Result<End> read_quoted(std::string& cell);
    Result<End> end_of_quoted();
    Result<void> append(std::string& cell, char letter);
    bool ends_line(int letter);
    Error fault(std::string const& what) const;

    std::istream* bytes_;
    char separator_ = ',';
    std::int64_t line_ = 1;
    std::int64_t record_line_ = 1;
    std::size_t record_bytes_ = 0;
};

// A cell as it is written: quoted where it must be. What a spreadsheet would run ("=", "+", "-", "@" and control
// characters in front) gets an apostrophe, by which spreadsheets know text; `plain_cell` takes it away again.
std::string csv_cell(std::string_view text);
std::string csv_line(std::vector<std::string> const& cells);
std::string plain_cell(std::string text);

}  // namespace balie::desk
