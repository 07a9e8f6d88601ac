// What a statement answered: values by column name, converted where they are read.
#pragma once

#include <balie/base/id.hpp>
#include <balie/base/time.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::db {

class Rows;

// One row; valid as long as its Rows. A column that does not exist, or a NULL that is read as a value, is a
// broken invariant of ours and throws (caught at Database::attempt).
class Row {
public:
    bool is_null(std::string_view column) const;
    std::string_view text(std::string_view column) const;  // NULL: empty
    std::string string(std::string_view column) const { return std::string{text(column)}; }
    std::int64_t integer(std::string_view column) const;
    bool boolean(std::string_view column) const;
    double real(std::string_view column) const;
    Time time(std::string_view column) const;
    std::optional<std::int64_t> maybe_integer(std::string_view column) const;
    std::optional<std::string> maybe_string(std::string_view column) const;
    std::optional<Time> maybe_time(std::string_view column) const;
    std::string bytes(std::string_view column) const;  // a bytea column, decoded
    std::vector<std::int64_t> integers(
        std::string_view column) const;  // a bigint[] column; NULL: empty, NULL element: 0
    std::vector<std::string> strings(std::string_view column) const;  // a text[] column; NULL: empty

    // NULL is the id of none.
    template <class Of>
    Id<Of> id(std::string_view column) const {
        return Id<Of>{maybe_integer(column).value_or(0)};
    }

private:
    friend class Rows;
    Row(Rows const& rows, std::size_t index) : rows_(&rows), index_(index) {}
    Rows const* rows_;
    std::size_t index_;
};

class Rows {
public:
    struct Storage;  // see db/storage.hpp

    explicit Rows(std::shared_ptr<Storage const> storage);
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    std::size_t affected() const;  // rows changed by a statement without RETURNING
    Row operator[](std::size_t index) const { return Row{*this, index}; }
    Row front() const { return Row{*this, 0}; }

    class Iterator {
    public:
        Iterator(Rows const& rows, std::size_t index) : rows_(&rows), index_(index) {}
        Row operator*() const { return (*rows_)[index_]; }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator!=(Iterator const& other) const { return index_ != other.index_; }

    private:
        Rows const* rows_;
        std::size_t index_;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size_}; }

private:
    friend class Row;
    std::shared_ptr<Storage const> storage_;
    std::size_t size_;
};

}  // namespace balie::db
