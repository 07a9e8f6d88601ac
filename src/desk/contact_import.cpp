// Row by row: a later row may be about a contact that an earlier one made.
#include "desk/contact_import.hpp"

#include "desk/contacts.hpp"

#include <functional>

namespace balie::desk {
namespace {

namespace imports = store::contact_imports;

constexpr auto faults_shown = std::size_t{100};

RowFault contradiction(ContactRow const& row) {
    return {row.line, "", "ambiguous", "its keys belong to different contacts"};
}

// A new contact needs something to be called by.
store::contacts::Change with_name(ContactRow const& row) {
    auto values = row.values;
    if (values.name) { return values; }
    auto const& [external_id, phone, email] = row.keys;
    values.name = !phone.empty() ? phone : !email.empty() ? email : external_id;
    return values;
}

std::vector<std::size_t> hashes_of(ContactRow const& row) {
    auto hashes = std::vector<std::size_t>{};
    auto const add = [&](char const* kind, std::string const& value) {
        if (!value.empty()) { hashes.push_back(std::hash<std::string>{}(kind + value)); }
    };
    add("x", row.keys.external_id);
    add("p", row.keys.phone);
    add("e", row.keys.email);
    return hashes;
}

}  // namespace

void ImportTally::fail(RowFault fault) {
    ++failed;
    if (faults.size() < faults_shown) { faults.push_back(std::move(fault)); }
}

void ImportTally::add(ImportTally const& other) {
    rows += other.rows;
    created += other.created;
    updated += other.updated;
    failed += other.failed;
    for (auto const& fault : other.faults) {
        if (faults.size() < faults_shown) { faults.push_back(fault); }
    }
}

Result<ImportTally> ApplyRows::operator()(journal::Work& work) const {
    auto tally = ImportTally{};
    imports::take_turn(work.transaction(), actor_.account);
    for (auto const& row : rows_) {
        if (auto const applied = apply(work, row, tally); !applied) { return applied.error(); }
    }
    return tally;
}

Result<void> ApplyRows::apply(journal::Work& work, ContactRow const& row, ImportTally& tally) const {
    auto const known = imports::find(work.transaction(), actor_.account, row.keys);
    if (known.size() > 1) {
        tally.fail(contradiction(row));
        return {};
    }
    auto const contact = known.empty() ? create_contact(work, actor_, with_name(row))
                                       : change_contact(work, actor_, known.front(), row.values);
    if (!contact) { return contact.error(); }
    ++(known.empty() ? tally.created : tally.updated);
    if (!row.keys.external_id.empty()) {
        imports::keep_external_id(work.transaction(), actor_.account, contact->id, row.keys.external_id);
    }
    imports::keep_consents(work.transaction(), actor_.account, contact->id, row.consents, actor_.user);
    return {};
}

Result<ImportTally> TryRows::operator()(db::Transaction& transaction) const {
    auto tally = ImportTally{};
    auto seen = SeenKeys{};
    for (auto const& row : rows_) {
        auto const known = imports::find(transaction, account_, row.keys);
        if (known.size() > 1) {
            tally.fail(contradiction(row));
            continue;
        }
        auto is_known = !known.empty();
        for (auto const hash : hashes_of(row)) {
            is_known = is_known || seen_->contains(hash) || seen.contains(hash);
        }
        ++(is_known ? tally.updated : tally.created);
        remember(seen, row);
    }
    return tally;
}

void remember(SeenKeys& seen, ContactRow const& row) {
    for (auto const hash : hashes_of(row)) { seen.insert(hash); }
}

}  // namespace balie::desk
