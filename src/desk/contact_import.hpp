// A batch of a table's rows becomes contacts, new ones and known ones.
#pragma once

#include "access/actor.hpp"
#include "desk/contact_table.hpp"
#include "journal/journal.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace balie::desk {

struct ImportTally {
    std::int64_t rows = 0;
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t failed = 0;
    std::vector<RowFault> faults = {};  // the first hundred

    void fail(RowFault fault);
    void add(ImportTally const& other);
};

// The transaction's body: see Journal::write. A row whose keys lead to several contacts is a fault and changes nothing.
class ApplyRows {
public:
    ApplyRows(access::Actor actor, std::vector<ContactRow> rows)
        : actor_(std::move(actor)), rows_(std::move(rows)) {}
    Result<ImportTally> operator()(journal::Work& work) const;

private:
    Result<void> apply(journal::Work& work, ContactRow const& row, ImportTally& tally) const;

    access::Actor actor_;
    std::vector<ContactRow> rows_;
};

// What ApplyRows would do, without doing it. `seen`: keys of earlier rows of the same table, which would be there by
// then.
using SeenKeys = std::set<std::size_t>;
class TryRows {
public:
    TryRows(AccountId account, std::vector<ContactRow> rows, SeenKeys const& seen)
        : account_(account), rows_(std::move(rows)), seen_(&seen) {}
    Result<ImportTally> operator()(db::Transaction& transaction) const;

private:
    AccountId account_;
    std::vector<ContactRow> rows_;
    SeenKeys const* seen_;
};
void remember(SeenKeys& seen, ContactRow const& row);

}  // namespace balie::desk
