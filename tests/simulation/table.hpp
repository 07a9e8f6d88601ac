// Rows by key, as they were committed, and how one transaction sees them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace balie::simulation {

using Number = std::int64_t;

template <class Key, class Row>
struct Table {
    std::map<Key, Row> rows;
    std::map<Key, Number> locks;  // the transaction that holds it
};

template <class Key, class Row>
class View {
public:
    View(Table<Key, Row>& table, Number transaction) : table_(&table), transaction_(transaction) {}

    // Own writes, else what was committed.
    Row const* find(Key const& key) const {
        auto const own = written_.find(key);
        if (own != written_.end()) { return own->second ? &*own->second : nullptr; }
        auto const found = table_->rows.find(key);
        return found == table_->rows.end() ? nullptr : &found->second;
    }

    // Every row, in the order of keys; `look` takes a key and a row.
    template <class Look>
    void each(Look look) const {
        auto own = written_.begin();
        for (auto const& [key, row] : table_->rows) {
            for (; own != written_.end() && own->first < key; ++own) {
                if (own->second) { look(own->first, *own->second); }
            }
            if (own != written_.end() && own->first == key) {
                if (own->second) { look(own->first, *own->second); }
                ++own;
                continue;
            }
            look(key, row);
        }
        for (; own != written_.end(); ++own) {
            if (own->second) { look(own->first, *own->second); }
        }
    }

    // False: another transaction holds it.
    bool lock(Key const& key) {
        auto const [found, is_new] = table_->locks.emplace(key, transaction_);
        if (is_new) { held_.push_back(key); }
        return found->second == transaction_;
    }
    void put(Key const& key, Row row) { written_.insert_or_assign(key, std::move(row)); }
    void erase(Key const& key) { written_.insert_or_assign(key, std::nullopt); }

    std::map<Key, std::optional<Row>> const& written() const noexcept { return written_; }
    Row const* committed(Key const& key) const {
        auto const found = table_->rows.find(key);
        return found == table_->rows.end() ? nullptr : &found->second;
    }

    void apply() {
        for (auto& [key, row] : written_) {
            if (row) {
                table_->rows.insert_or_assign(key, std::move(*row));
            } else {
                table_->rows.erase(key);
            }
        }
    }
    void end() {
        for (auto const& key : held_) { table_->locks.erase(key); }
        held_.clear();
        written_.clear();
    }

private:
    Table<Key, Row>* table_;
    Number transaction_;
    std::map<Key, std::optional<Row>> written_;
    std::vector<Key> held_;
};

}  // namespace balie::simulation
