// The people of the demo. Each has an address on every platform.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>

namespace balie::sandbox {

struct Customer {
    std::string id;  // of ours, for the page
    std::string name;
    std::string phone;  // digits of E.164; empty when the customer gives none
    std::string stem;   // digits that nobody else has: what the platforms make their ids of
    std::string bsuid;
    std::string parent_bsuid;
    std::string username;  // on WhatsApp
    std::string handle;    // elsewhere: small letters, without "@"

    // "Marieke" and "Jansen", as platforms part a name.
    std::string first_name() const;
    std::string last_name() const;
};

class Customers {
public:
    Customers();  // with the people that the demo begins with

    // Null when the phone number is no fictional one or taken, or when there are too many.
    Customer* add(std::string name, std::string phone);
    Customer* find(std::string_view id) noexcept;
    // By a number or a business-scoped id, as the desk names a recipient.
    Customer* at_address(std::string_view address) noexcept;
    // By what is left of a platform's id without its prefix.
    Customer* with_stem(std::string_view stem) noexcept;

    std::list<Customer> const& all() const noexcept { return all_; }
    std::list<Customer>& all() noexcept { return all_; }

private:
    std::list<Customer> all_;
    std::size_t last_id_ = 0;
};

// A number of the range that nobody has: 31 6 000 and five digits.
bool is_fictional_phone(std::string_view phone) noexcept;

}  // namespace balie::sandbox
