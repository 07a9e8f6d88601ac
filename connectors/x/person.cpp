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

// https://docs.x.com/x-api/fundamentals/data-dictionary (2026-08): "_normal" is 48 pixels wide, "_bigger" 73.
InboundContact People::profile(std::string id) const {
    constexpr auto normal = std::string_view{"_normal."};
    auto const found = by_id_.find(id);
    auto known = contact(std::move(id));
    if (found == by_id_.end()) { return known; }
    auto url = json::text(*found->second, "profile_image_url");
    if (url.empty() || url.find("/default_profile_images/") != std::string::npos) { return known; }
    if (auto const at = url.rfind(normal); at != std::string::npos) {
        url.replace(at, normal.size(), "_bigger.");
    }
    known.picture.emplace().kind = AttachmentKind::image;
    known.picture->url = std::move(url);
    return known;
}

}  // namespace balie::connectors::x
