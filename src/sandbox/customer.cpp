// Names and numbers are made up; the numbers lie in a range that is not given out.
#include "sandbox/customer.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto thread_entries_max = std::size_t{200};
constexpr auto customers_max = std::size_t{400};
constexpr auto fictional_range = std::string_view{"316000"};
constexpr auto phone_digits = std::size_t{11};

Customer make(std::string id, std::string name, std::string phone) {
    auto customer = Customer{};
    customer.id = std::move(id);
    customer.name = std::move(name);
    customer.phone = std::move(phone);
    customer.bsuid = "NL.10000000000000000" +
                     std::string(4 - std::min<std::size_t>(4, customer.id.size()), '0') + customer.id;
    return customer;
}

}  // namespace

Entry* Customer::find(std::string_view message_id) noexcept {
    auto const found = std::find_if(thread.begin(), thread.end(),
                                    [&](Entry const& entry) { return entry.id == message_id; });
    return found == thread.end() ? nullptr : &*found;
}

Entry const* Customer::last_of(Author author) const noexcept {
    auto const found = std::find_if(thread.rbegin(), thread.rend(),
                                    [&](Entry const& entry) { return entry.author == author; });
    return found == thread.rend() ? nullptr : &*found;
}

void Customer::add(Entry entry) {
    thread.push_back(std::move(entry));
    if (thread.size() > thread_entries_max) { thread.pop_front(); }
}

Customers::Customers() {
    add("Marieke Jansen", "31600000001");
    add("Ahmed El Amrani", "31600000002");
    add("Sanne de Boer", "31600000003");
    add("Joost Verhoeven", "31600000004");
    auto lotte = make(std::to_string(++last_id_), "Lotte van Dijk", "");
    lotte.username = "@lottevandijk";
    lotte.parent_bsuid = "NL.ENT.20000000000000000005";
    all_.push_back(std::move(lotte));
}

Customer* Customers::add(std::string name, std::string phone) {
    if (all_.size() >= customers_max || name.empty() || !is_fictional_phone(phone) ||
        at_address(phone) != nullptr) {
        return nullptr;
    }
    all_.push_back(make(std::to_string(++last_id_), std::move(name), std::move(phone)));
    return &all_.back();
}

Customer* Customers::find(std::string_view id) noexcept {
    auto const found =
        std::find_if(all_.begin(), all_.end(), [&](Customer const& one) { return one.id == id; });
    return found == all_.end() ? nullptr : &*found;
}

Customer* Customers::at_address(std::string_view address) noexcept {
    if (address.empty()) { return nullptr; }
    if (address.front() == '+') { address.remove_prefix(1); }
    auto const found = std::find_if(all_.begin(), all_.end(), [&](Customer const& one) {
        return one.phone == address || one.bsuid == address || one.parent_bsuid == address;
    });
    return found == all_.end() ? nullptr : &*found;
}

Customer* Customers::with_message(std::string_view message_id) noexcept {
    auto const found = std::find_if(all_.begin(), all_.end(),
                                    [&](Customer& one) { return one.find(message_id) != nullptr; });
    return found == all_.end() ? nullptr : &*found;
}

bool is_fictional_phone(std::string_view phone) noexcept {
    return phone.size() == phone_digits && phone.starts_with(fictional_range) &&
           std::all_of(phone.begin(), phone.end(),
                       [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace balie::sandbox
