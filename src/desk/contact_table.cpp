// People write numbers as they please; what is kept is E.164.
#include "desk/contact_table.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/phone_number.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace balie::desk {
namespace {

constexpr auto consent_prefix = std::string_view{"consent_"};
constexpr auto plain_columns =
    std::to_array<std::string_view>({"name", "phone", "email", "external_id", "note"});
constexpr auto key_columns = std::to_array<std::string_view>({"phone", "email", "external_id"});
constexpr auto channels =
    std::to_array<Channel>({Channel::whatsapp, Channel::messenger, Channel::instagram, Channel::facebook,
                            Channel::twilio, Channel::messagebird, Channel::cm, Channel::x, Channel::telegram,
                            Channel::email, Channel::webchat, Channel::api});
constexpr auto name_characters_max = std::size_t{200};
constexpr auto note_characters_max = std::size_t{10'000};
constexpr auto id_bytes_max = std::size_t{512};

// What a row is not allowed to say; told with its column.
struct Refusal {
    std::string reason;
    std::string detail;
};

std::optional<Channel> consent_channel(std::string_view column) {
    if (!column.starts_with(consent_prefix)) { return std::nullopt; }
    return from_word<Channel>(column.substr(consent_prefix.size()));
}

bool is_column(std::string_view column) {
    return std::ranges::find(plain_columns, column) != plain_columns.end() ||
           consent_channel(column).has_value();
}

// A number that no plan knows is kept when it is written as one of the world: an export of ours may hold such.
std::string phone_of(std::string_view written, std::string_view country) {
    if (auto const known = e164(written, country)) { return *known; }
    auto phone = std::string{};
    for (auto const letter : written) {
        if (std::string_view{" -.()/"}.find(letter) == std::string_view::npos) { phone += letter; }
    }
    if (phone.starts_with("00")) { phone.replace(0, 2, "+"); }
    return phone;
}

bool is_phone(std::string_view text) {
    return text.size() >= 6 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

std::optional<bool> yes_or_no(std::string_view text) {
    auto const word = lowered(text);
    for (auto const* const yes : {"yes", "true", "1", "ja"}) {
        if (word == yes) { return true; }
    }
    for (auto const* const no : {"no", "false", "0", "nee"}) {
        if (word == no) { return false; }
    }
    return std::nullopt;
}

std::optional<Refusal> take_key(ContactRow& row, std::string_view column, std::string const& cell,
                                std::string_view country) {
    if (column == "phone") {
        row.keys.phone = phone_of(cell, country);
        row.values.phone = row.keys.phone;
        if (!is_phone(row.keys.phone)) { return Refusal{"not_a_phone", "must be a phone number"}; }
    } else if (column == "email") {
        row.keys.email = lowered(cell);
        row.values.email = row.keys.email;
        if (!is_email_address(row.keys.email)) {
            return Refusal{"not_an_email", "must be an e-mail address"};
        }
    } else {
        row.keys.external_id = cell;
        if (cell.size() > id_bytes_max) { return Refusal{"too_long", "is too long"}; }
    }
    return std::nullopt;
}

std::optional<Refusal> take(ContactRow& row, std::string_view column, std::string const& cell,
                            std::string_view country) {
    if (std::ranges::find(key_columns, column) != key_columns.end()) {
        return take_key(row, column, cell, country);
    }
    if (auto const channel = consent_channel(column)) {
        auto const granted = yes_or_no(cell);
        if (!granted) { return Refusal{"not_yes_or_no", "must be yes or no"}; }
        row.consents[*channel] = *granted;
        return std::nullopt;
    }
    auto const is_name = column == "name";
    if (count_characters(cell) > (is_name ? name_characters_max : note_characters_max)) {
        return Refusal{"too_long", "is too long"};
    }
    (is_name ? row.values.name : row.values.note) = cell;
    return std::nullopt;
}

std::optional<Refusal> refusal_of_bytes(std::string_view cell) {
    if (!is_utf8(cell)) { return Refusal{"not_utf8", "is not UTF-8"}; }
    if (cell.find('\0') != std::string_view::npos) { return Refusal{"ill_typed", "holds the character NUL"}; }
    return std::nullopt;
}

Error bad_header(std::string detail, std::string reason, std::string_view column) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason),
            printable(storable(std::string{column}))};
}

}  // namespace

Result<ContactTable> ContactTable::of(CsvRecord const& header, std::string country) {
    auto table = ContactTable{};
    table.country_ = std::move(country);
    auto seen = std::set<std::string>{};
    for (auto const& cell : header.cells) {
        auto column = lowered(trimmed(cell));
        if (!is_column(column)) { return bad_header("a column that is not known", "unknown_column", cell); }
        if (!seen.insert(column).second) {
            return bad_header("a column that is there twice", "repeated_column", cell);
        }
        table.columns_.push_back(std::move(column));
    }
    auto const has_key = std::ranges::any_of(
        key_columns, [&](std::string_view key) { return seen.contains(std::string{key}); });
    if (!has_key) {
        return bad_header("one of the columns phone, email and external_id must be there", "no_key_column",
                          "");
    }
    return table;
}

std::variant<ContactRow, RowFault> ContactTable::read(CsvRecord const& record) const {
    if (record.cells.size() != columns_.size()) {
        return RowFault{record.line, "", "wrong_width",
                        "has " + std::to_string(record.cells.size()) + " cells instead of " +
                            std::to_string(columns_.size())};
    }
    auto row = ContactRow{};
    row.line = record.line;
    for (auto at = std::size_t{0}; at < columns_.size(); ++at) {
        auto refusal = refusal_of_bytes(record.cells[at]);
        auto const cell = plain_cell(std::string{trimmed(record.cells[at])});
        if (!refusal && !cell.empty()) { refusal = take(row, columns_[at], cell, country_); }
        if (refusal) { return RowFault{record.line, columns_[at], refusal->reason, refusal->detail}; }
    }
    if (row.keys.phone.empty() && row.keys.email.empty() && row.keys.external_id.empty()) {
        return RowFault{record.line, "", "required", "needs a phone, an e-mail address or an external id"};
    }
    return row;
}

std::vector<std::string> contact_columns() {
    auto columns = std::vector<std::string>{plain_columns.begin(), plain_columns.end()};
    for (auto const channel : channels) {
        columns.push_back(std::string{consent_prefix} + std::string{to_word(channel)});
    }
    return columns;
}

std::vector<std::string> contact_cells(store::contact_imports::Listed const& contact) {
    auto cells = std::vector<std::string>{contact.name, contact.keys.phone, contact.keys.email,
                                          contact.keys.external_id, contact.note};
    for (auto const channel : channels) {
        auto const found = contact.consents.find(channel);
        auto const is_stated = found != contact.consents.end();
        cells.emplace_back(!is_stated ? "" : found->second ? "yes" : "no");
    }
    return cells;
}

}  // namespace balie::desk
