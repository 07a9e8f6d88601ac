// Nobody joins what they cannot see: both contacts are looked up with the actor's eyes first.
#include "desk/joining.hpp"

#include "desk/telling.hpp"
#include "store/audit.hpp"
#include "store/contact_merges.hpp"
#include "store/contacts.hpp"

namespace balie::desk {
namespace {

namespace contacts = store::contacts;
namespace contact_merges = store::contact_merges;

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

void tell(journal::Work& work, journal::EventType type, ContactId id) {
    auto event = journal::Event{type};
    event.contact = id;
    work.tell(event);
}

void audit(journal::Work& work, access::Actor const& actor, std::string action, ContactId stays,
           ContactId moves) {
    store::audit::write(work.transaction(), {actor.account, actor.user, std::move(action), "contact",
                                             stays.value, nlohmann::json{{"contact_id", to_string(moves)}}});
}

Contact shown(journal::Work& work, AccountId account, ContactId id) {
    return std::move(contacts::find_many(work.transaction(), account, {id}).front());
}

}  // namespace

Result<Contact> merge_contacts(journal::Work& work, access::Actor const& actor, ContactId into,
                               ContactId contact) {
    if (!actor.changes()) { return changes_nothing(); }
    if (into == contact) {
        return Error{ErrorCode::unprocessable, "a contact is itself already", "same_contact", "contact_id"};
    }
    auto const kept = contacts::find(work.transaction(), actor, into);
    if (!kept) { return kept.error(); }
    auto const moved = contacts::find(work.transaction(), actor, contact);
    if (!moved) { return moved.error(); }
    if (kept->id == moved->id) { return *kept; }
    if (kept->erased_at || moved->erased_at) {
        return Error{ErrorCode::unprocessable, "this contact was erased", "contact_erased"};
    }
    auto const moved_along = contact_merges::merge(work.transaction(), actor.account, kept->id, moved->id);
    if (!moved_along) { return Error{ErrorCode::conflict, "one of the two was merged meanwhile", "merged"}; }
    audit(work, actor, "contact.merged", kept->id, moved->id);
    tell(work, journal::EventType::contact_merged, moved->id);
    tell(work, journal::EventType::contact_updated, kept->id);
    tell_moved(work, *moved_along);
    return shown(work, actor.account, kept->id);
}

Result<Contact> unmerge_contacts(journal::Work& work, access::Actor const& actor, ContactId from,
                                 ContactId contact) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const kept = contacts::find(work.transaction(), actor, from);
    if (!kept) { return kept.error(); }
    // Whoever does not see the other one's addresses parts nobody.
    if (!actor.sees_all() &&
        contact_merges::reaches_beyond(work.transaction(), actor.account, contact, actor.inboxes)) {
        return Error{ErrorCode::not_found, "there is no such contact"};
    }
    auto const moved = contact_merges::unmerge(work.transaction(), actor.account, kept->id, contact);
    if (!moved) {
        return Error{ErrorCode::unprocessable, "this contact is not merged into that one", "not_merged",
                     "contact_id"};
    }
    audit(work, actor, "contact.unmerged", kept->id, contact);
    tell(work, journal::EventType::contact_updated, contact);
    tell(work, journal::EventType::contact_updated, kept->id);
    tell_moved(work, *moved);
    return shown(work, actor.account, contact);
}

}  // namespace balie::desk
