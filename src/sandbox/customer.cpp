// Names and numbers are made up; the numbers lie in a range that is not given out.
#include "sandbox/customer.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <iterator>

namespace balie::sandbox {
namespace {

constexpr auto customers_max = std::size_t{400};
constexpr auto fictional_range = std::string_view{"316000"};
constexpr auto phone_digits = std::size_t{11};

std::string handle_of(std::string const& name) {
    auto handle = std::string{};
    auto const small = lowered(name);
    std::copy_if(small.begin(), small.end(), std::back_inserter(handle), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    });
    return handle.empty() ? "klant" : handle;
}

// The ids are made of the number, so that a customer of tomorrow's run is not taken for one of today's.
Customer make(std::string id, std::string name, std::string phone, std::string stem) {
    auto customer = Customer{};
    customer.id = std::move(id);
    customer.handle = handle_of(name);
    customer.name = std::move(name);
    customer.phone = std::move(phone);
    customer.stem = std::move(stem);
    customer.bsuid = "NL.1000000000" + customer.stem;
    return customer;
}

}  // namespace

std::string Customer::first_name() const { return name.substr(0, name.find(' ')); }

std::string Customer::last_name() const {
    auto const blank = name.find(' ');
    return blank == std::string::npos ? std::string{} : name.substr(blank + 1);
}

Customers::Customers() {
    add("Marieke Jansen", "31600000001");
    add("Ahmed El Amrani", "31600000002");
    add("Sanne de Boer", "31600000003");
    add("Joost Verhoeven", "31600000004");
    auto lotte = make(std::to_string(++last_id_), "Lotte van Dijk", "", "31600000005");
    lotte.username = "@lottevandijk";
    lotte.parent_bsuid = "NL.ENT.20000000000000000005";
    all_.push_back(std::move(lotte));
}

Customer* Customers::add(std::string name, std::string phone) {
    if (all_.size() >= customers_max || name.empty() || !is_fictional_phone(phone) ||
        at_address(phone) != nullptr || with_stem(phone) != nullptr) {
        return nullptr;
    }
    auto stem = phone;
    all_.push_back(make(std::to_string(++last_id_), std::move(name), std::move(phone), std::move(stem)));
    return &all_.back();
}

Customer* Customers::find(std::string_view id) noexcept {
    auto const found =
        std::find_if(all_.begin(), all_.end(), [&](Customer const& one) { return one.id == id; });
    return found == all_.end() ? nullptr : &*found;
}

Customer* Customers::at_address(std::string_view address) noexcept {
    if (!address.empty() && address.front() == '+') { address.remove_prefix(1); }
    if (address.empty()) { return nullptr; }
    auto const found = std::find_if(all_.begin(), all_.end(), [&](Customer const& one) {
        return one.phone == address || one.bsuid == address || one.parent_bsuid == address;
    });
    return found == all_.end() ? nullptr : &*found;
}

Customer* Customers::with_stem(std::string_view stem) noexcept {
    auto const found =
        std::find_if(all_.begin(), all_.end(), [&](Customer const& one) { return one.stem == stem; });
    return found == all_.end() ? nullptr : &*found;
}

bool is_fictional_phone(std::string_view phone) noexcept {
    return phone.size() == phone_digits && phone.starts_with(fictional_range) &&
           std::all_of(phone.begin(), phone.end(),
                       [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace balie::sandbox
