// The people of the demo and their threads with the business.
#pragma once

#include "sandbox/entry.hpp"

#include <cstddef>
#include <deque>
#include <list>
#include <string>
#include <string_view>

namespace balie::sandbox {

struct Customer {
    std::string id;  // of ours, for the page
    std::string name;
    std::string phone;  // digits of E.164; empty when only the business-scoped id is known
    std::string bsuid;
    std::string parent_bsuid;
    std::string username;
    std::deque<Entry> thread;  // the newest last
    Time typing_until;         // the desk is typing until then
    std::size_t unseen = 0;    // entries of the desk since the page last showed this phone

    Entry* find(std::string_view message_id) noexcept;
    Entry const* last_of(Author author) const noexcept;
    void add(Entry entry);  // the oldest gives way
};

class Customers {
public:
    Customers();  // with the people that the demo begins with

    // Null when the phone number is no fictional one or taken, or when there are too many.
    Customer* add(std::string name, std::string phone);
    Customer* find(std::string_view id) noexcept;
    // By a number or a business-scoped id, as the desk names a recipient.
    Customer* at_address(std::string_view address) noexcept;
    Customer* with_message(std::string_view message_id) noexcept;

    std::list<Customer> const& all() const noexcept { return all_; }
    std::list<Customer>& all() noexcept { return all_; }

private:
    std::list<Customer> all_;
    std::size_t last_id_ = 0;
};

// A number of the range that nobody has: 31 6 0000 and four digits.
bool is_fictional_phone(std::string_view phone) noexcept;

}  // namespace balie::sandbox
