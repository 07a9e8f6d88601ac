// Since April 2026 a customer may have no phone number that we may see, only ids scoped to a business portfolio:
// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids (2026-05-28)
#include <connectors/whatsapp/contact.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/whatsapp/change.hpp>

#include <algorithm>
#include <optional>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto contact_keys = PartyKeys{"wa_id", "user_id", "parent_user_id"};
constexpr auto phone_digits_min = std::size_t{5};

constexpr bool is_digit(char letter) noexcept { return letter >= '0' && letter <= '9'; }
constexpr bool is_capital(char letter) noexcept { return letter >= 'A' && letter <= 'Z'; }
constexpr bool is_separator(char letter) noexcept {
    return letter == ' ' || letter == '-' || letter == '.' || letter == '(' || letter == ')';
}

// "+31 6 0000 0001" and "31600000001" are one number. Absent when it is none.
std::optional<std::string> digits_of_phone(std::string_view text) {
    if (text.starts_with('+')) { text.remove_prefix(1); }
    auto digits = std::string{};
    for (auto const letter : text) {
        if (is_digit(letter)) {
            digits += letter;
        } else if (!is_separator(letter)) {
            return std::nullopt;
        }
    }
    if (digits.size() < phone_digits_min) { return std::nullopt; }
    return digits;
}

// "NL.1349..." of one portfolio, "NL.ENT.1349..." of its parent.
bool is_bsuid(std::string_view text) {
    return text.size() > 3 && is_capital(text[0]) && is_capital(text[1]) && text[2] == '.';
}
bool is_parent_bsuid(std::string_view text) { return is_bsuid(text) && text.substr(3).starts_with("ENT."); }

void add(std::vector<IdentityValue>& identities, IdentityKind kind, std::string value) {
    auto const has_kind = [kind](auto const& one) { return one.kind == kind; };
    if (value.empty() || std::any_of(identities.begin(), identities.end(), has_kind)) { return; }
    auto const place = std::find_if(identities.begin(), identities.end(),
                                    [kind](auto const& one) { return one.kind > kind; });
    identities.emplace(place, kind, std::move(value));
}

// Business-scoped ids have been seen where phone numbers belong.
void add_address(std::vector<IdentityValue>& identities, std::string address) {
    if (address.empty()) { return; }
    if (is_parent_bsuid(address)) { return add(identities, IdentityKind::parent_bsuid, std::move(address)); }
    if (is_bsuid(address)) { return add(identities, IdentityKind::bsuid, std::move(address)); }
    if (auto digits = digits_of_phone(address)) {
        return add(identities, IdentityKind::phone, std::move(*digits));
    }
    add(identities, IdentityKind::external, std::move(address));
}

bool shares_one(std::vector<IdentityValue> const& a, std::vector<IdentityValue> const& b) {
    return std::any_of(a.begin(), a.end(),
                       [&b](auto const& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool contradicts(std::vector<IdentityValue> const& a, std::vector<IdentityValue> const& b) {
    return std::any_of(a.begin(), a.end(), [&b](auto const& one) {
        return std::any_of(b.begin(), b.end(),
                           [&one](auto const& other) { return other.kind == one.kind && !(other == one); });
    });
}

void take_over(InboundContact& contact, json::Object const& entry, std::vector<IdentityValue> identities) {
    for (auto& identity : identities) { add(contact.identities, identity.kind, std::move(identity.value)); }
    auto const* const profile = json::object_in(entry, "profile");
    if (profile == nullptr) { return; }
    contact.name = name_in(*profile, "name");
    contact.username = name_in(*profile, "username");
    if (contact.username.starts_with('@')) { contact.username.erase(0, 1); }
}

}  // namespace

std::vector<IdentityValue> identities_of(json::Object const& item, PartyKeys const& keys) {
    auto identities = std::vector<IdentityValue>{};
    add(identities, IdentityKind::bsuid, id_in(item, keys.bsuid));
    add(identities, IdentityKind::parent_bsuid, id_in(item, keys.parent_bsuid));
    add_address(identities, id_in(item, keys.address));
    return identities;
}

// An entry belongs to the party when they share an address; the only entry also when nothing speaks against it.
InboundContact contact_of(json::Object const& item, PartyKeys const& keys, json::Array const* contacts) {
    auto contact = InboundContact{identities_of(item, keys)};
    if (contacts == nullptr) { return contact; }
    for (auto const& one : *contacts) {
        auto const* const entry = one.if_object();
        if (entry == nullptr) { continue; }
        auto identities = identities_of(*entry, contact_keys);
        auto const is_only_one = contacts->size() == 1 && !contradicts(contact.identities, identities);
        if (!is_only_one && !shares_one(contact.identities, identities)) { continue; }
        take_over(contact, *entry, std::move(identities));
        break;
    }
    return contact;
}

}  // namespace balie::connectors::whatsapp
