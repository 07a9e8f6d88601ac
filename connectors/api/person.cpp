// The program is trusted with whom it names: it proved who it is, and it knows its customers.
#include <connectors/api/person.hpp>

#include <balie/base/email_address.hpp>
#include <balie/base/text.hpp>

namespace balie::connectors::api {
namespace {

constexpr auto id_bytes_max = std::size_t{512};
constexpr auto name_bytes_max = std::size_t{800};
constexpr auto email_bytes_max = std::size_t{320};
constexpr auto phone_bytes_max = std::size_t{32};

bool is_phone(std::string_view text) {
    return text.size() >= 6 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

InboundContact read_person(ObjectReader& event) {
    auto contact = InboundContact{};
    auto const* const object = event.object("contact");
    if (object == nullptr) {
        event.fault("contact", "is required");
        return contact;
    }
    auto reader = ObjectReader{*object, event.path_of("contact")};
    auto external_id = reader.text("external_id", id_bytes_max);
    auto const phone = reader.text("phone", phone_bytes_max);
    auto const email = reader.text("email", email_bytes_max);
    contact.name = reader.text("name", name_bytes_max);
    contact.username = reader.text("username", name_bytes_max);
    if (!phone.empty() && !is_phone(phone)) { reader.fault("phone", "must be like +31612345678"); }
    if (!email.empty() && !is_email_address(email)) { reader.fault("email", "must be an e-mail address"); }
    if (!external_id.empty()) { contact.identities.emplace_back(IdentityKind::external, external_id); }
    if (!phone.empty()) { contact.identities.emplace_back(IdentityKind::phone, phone.substr(1)); }
    if (!email.empty()) { contact.identities.emplace_back(IdentityKind::email, lowered(email)); }
    if (contact.identities.empty()) { reader.fault("", "must have an external_id, a phone or an email"); }
    event.take_fault_of(reader);
    return contact;
}

}  // namespace balie::connectors::api
