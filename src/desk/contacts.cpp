// A name that a person gave stays, whatever name a platform's profile has later.
#include "desk/contacts.hpp"

namespace balie::desk {
namespace {

namespace contacts = store::contacts;

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

void tell(journal::Work& work, journal::EventType type, ContactId id) {
    auto event = journal::Event{type};
    event.contact = id;
    work.tell(event);
}

}  // namespace

Result<Contact> create_contact(journal::Work& work, access::Actor const& actor,
                               contacts::Change const& values) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const id = contacts::insert(work.transaction(), actor.account, values);
    tell(work, journal::EventType::contact_created, id);
    return std::move(contacts::find_many(work.transaction(), actor.account, {id}).front());
}

Result<Contact> change_contact(journal::Work& work, access::Actor const& actor, ContactId id,
                               contacts::Change const& change) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const contact = contacts::find(work.transaction(), actor, id);
    if (!contact) { return contact.error(); }
    auto const updated = contacts::update(work.transaction(), actor.account, contact->id, change);
    if (!updated) { return updated.error(); }
    tell(work, journal::EventType::contact_updated, contact->id);
    return std::move(contacts::find_many(work.transaction(), actor.account, {contact->id}).front());
}

}  // namespace balie::desk
