// The older API writes screen_name, the newer one username; the X Activity API wraps people in "data".
#include <connectors/x/person.hpp>

#include <connectors/json/item.hpp>

namespace balie::connectors::x {

std::string exact_id(json::Object const& item, std::string_view key) {
    auto id = json::id_in(item, std::string{key} + "_str");
    return id.empty() ? json::id_in(item, key) : id;
}

void People::add(json::Object const* person) {
    if (person == nullptr) { return; }
    auto const* const wrapped = json::object_in(*person, "data");
    auto const& described = wrapped == nullptr ? *person : *wrapped;
    auto id = exact_id(described, "id");
    if (!id.empty()) { by_id_.emplace(std::move(id), &described); }
}

void People::add_map(json::Object const* users) {
    if (users == nullptr) { return; }
    for (auto const& [key, value] : *users) { add(value.if_object()); }
}

void People::add_list(json::Array const* users) {
    if (users == nullptr) { return; }
    for (auto const& value : *users) { add(value.if_object()); }
}

InboundContact People::contact(std::string id) const {
    auto contact = InboundContact{};
    auto const found = by_id_.find(id);
    contact.identities.emplace_back(IdentityKind::x_user, std::move(id));
    if (found == by_id_.end()) { return contact; }
    contact.name = json::name_in(*found->second, "name");
    contact.username = json::name_in(*found->second, "username");
    if (contact.username.empty()) { contact.username = json::name_in(*found->second, "screen_name"); }
    return contact;
}

}  // namespace balie::connectors::x
