// A phone is shown with "+", whichever way the platform writes it.
#include "wire/contact.hpp"

#include "wire/fields.hpp"

#include <balie/base/phone_number.hpp>

namespace balie::wire {
namespace {

using nlohmann::json;

// A site's own id is kept only when the site proved it. Elsewhere the kind is for what is nobody's proof: the word that a
// text message came from, a commenter whom the platform does not name.
bool is_proved(ContactIdentity const& identity) {
    return identity.kind == IdentityKind::external &&
           (identity.channel == Channel::webchat || identity.channel == Channel::api);
}

json to_json(ContactIdentity const& identity) {
    auto object = json{{"id", to_string(identity.id)},
                       {"inbox_id", to_string(identity.inbox_id)},
                       {"channel", to_word(identity.channel)},
                       {"kind", to_word(identity.kind)},
                       {"external_id", identity.value}};
    if (identity.kind == IdentityKind::phone) {
        object["phone"] = '+' + identity.value;
        object["phone_formatted"] = shown_phone('+' + identity.value);
    }
    if (is_proved(identity)) { object["verified"] = true; }
    put(object, "username", identity.username);
    put(object, "last_inbound_at", identity.last_inbound_at);
    if (identity.retired) { object["retired"] = true; }
    return object;
}

json to_json(ContactBlock const& block) {
    auto object = json{{"at", to_rfc3339(block.at)}};
    put(object, "reason", block.reason);
    return object;
}

}  // namespace

json to_json(Contact const& contact) {
    auto identities = json::array();
    for (auto const& identity : contact.identities) { identities.push_back(to_json(identity)); }
    auto object = json{{"id", to_string(contact.id)},
                       {"name", contact.name},
                       {"attributes", parsed_or(contact.attributes, json::object())},
                       {"identities", std::move(identities)},
                       {"created_at", to_rfc3339(contact.created_at)},
                       {"version", contact.version}};
    put(object, "phone", contact.phone);
    if (!contact.phone.empty()) { object["phone_formatted"] = shown_phone(contact.phone); }
    put(object, "email", contact.email);
    put(object, "note", contact.note);
    put(object, "erased_at", contact.erased_at);
    if (contact.blocked) { object["blocked"] = to_json(*contact.blocked); }
    put_picture(object, contact.picture_id);
    return object;
}

}  // namespace balie::wire
