// A name that a person gave stays, whatever name a platform's profile has later.
#include "desk/contacts.hpp"

#include "desk/attributes.hpp"
#include "store/accounts.hpp"
#include "store/attributes.hpp"

#include <balie/base/phone_number.hpp>

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace contacts = store::contacts;

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

void tell(journal::Work& work, journal::EventType type, ContactId id) {
    auto event = journal::Event{type};
    event.contact = id;
    work.tell(event);
}

// Attributes that somebody defined are of their type; a contact may carry others, which a program brought.
Result<void> judge(db::Transaction& transaction, access::Actor const& actor, contacts::Change const& change) {
    if (!change.attributes) { return {}; }
    auto const values = nlohmann::json::parse(*change.attributes, nullptr, false);
    auto const definitions = store::attributes::list(transaction, actor.account, "contact");
    return judge_attributes(definitions, values, UnknownKeys::kept);
}

// As typed, in the country of the desk; an empty one clears.
Result<contacts::Change> kept(db::Transaction& transaction, access::Actor const& actor,
                              contacts::Change change) {
    if (auto const judged = judge(transaction, actor, change); !judged) { return judged.error(); }
    if (!change.phone || change.phone->empty()) { return change; }
    auto const account = actor.account;
    change.phone = e164(*change.phone, store::accounts::default_country(transaction, account));
    if (!change.phone) {
        return Error{ErrorCode::unprocessable, "this is no phone number", "ill_typed", "phone"};
    }
    return change;
}

}  // namespace

Result<Contact> create_contact(journal::Work& work, access::Actor const& actor,
                               contacts::Change const& values) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const written = kept(work.transaction(), actor, values);
    if (!written) { return written.error(); }
    auto const id = contacts::insert(work.transaction(), actor.account, *written);
    tell(work, journal::EventType::contact_created, id);
    return std::move(contacts::find_many(work.transaction(), actor.account, {id}).front());
}

Result<Contact> change_contact(journal::Work& work, access::Actor const& actor, ContactId id,
                               contacts::Change const& change) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const contact = contacts::find(work.transaction(), actor, id);
    if (!contact) { return contact.error(); }
    if (contact->erased_at) {
        return Error{ErrorCode::unprocessable, "this contact was erased", "contact_erased"};
    }
    auto const written = kept(work.transaction(), actor, change);
    if (!written) { return written.error(); }
    auto const updated = contacts::update(work.transaction(), actor.account, contact->id, *written);
    if (!updated) { return updated.error(); }
    tell(work, journal::EventType::contact_updated, contact->id);
    return std::move(contacts::find_many(work.transaction(), actor.account, {contact->id}).front());
}

}  // namespace balie::desk
