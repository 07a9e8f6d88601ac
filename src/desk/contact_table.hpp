// Contacts as rows of a table: which columns there are, and what may stand in them. Pure.
#pragma once

#include "desk/csv.hpp"
#include "store/contact_imports.hpp"
#include "store/contacts.hpp"

#include <balie/base/result.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace balie::desk {

struct ContactRow {
    std::int64_t line = 0;
    store::contacts::Change values = {};
    store::contact_imports::Keys keys = {};
    store::contact_imports::Consents consents = {};
};

struct RowFault {
    std::int64_t line = 0;
    std::string column;  // empty: the row as a whole
    std::string reason;  // "ill_typed", "not_utf8", ...
    std::string detail;
};

class ContactTable {
public:
    // Columns: name, phone, email, external_id, note and consent_<channel>, in any order. Error: unprocessable for an
    // unknown one, for one given twice, and when none of the keys is there.
    // Phone numbers without a country's code are of `country`.
    static Result<ContactTable> of(CsvRecord const& header, std::string country);

    // An empty cell says nothing.
    std::variant<ContactRow, RowFault> read(CsvRecord const& record) const;

private:
    std::vector<std::string> columns_;
    std::string country_;
};

// For an export that this reads again.
std::vector<std::string> contact_columns();
std::vector<std::string> contact_cells(store::contact_imports::Listed const& contact);

}  // namespace balie::desk
