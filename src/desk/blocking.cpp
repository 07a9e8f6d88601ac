// A security officer may ask who blocked whom: it is in the audit log.
#include "desk/blocking.hpp"

#include "desk/telling.hpp"
#include "store/audit.hpp"
#include "store/contact_blocks.hpp"
#include "store/contacts.hpp"
#include "store/transfers.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {

Result<Contact> set_blocked(journal::Work& work, access::Actor const& actor, ContactId id,
                            std::optional<ContactBlock> const& block, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const contact = store::contacts::find(work.transaction(), actor, id);
    if (!contact) { return contact.error(); }
    if (contact->erased_at) {
        return Error{ErrorCode::unprocessable, "this contact was erased", "contact_erased"};
    }
    if (store::contact_blocks::reaches_beyond(work.transaction(), actor, contact->id)) {
        return Error{ErrorCode::forbidden, "the contact is known in an inbox that you do not see",
                     "reaches_further"};
    }
    auto const resolved = store::contact_blocks::set(work.transaction(), actor.account, contact->id, block);
    for (auto const& standing : resolved) {
        store::transfers::overtake(work.transaction(), actor.account, standing.id, now);
        settle(work, actor.account, NotificationType::transfer, standing.id);
        note_activity(work, actor, standing, {{"action", "blocked"}});
        work.tell(event_of(journal::EventType::conversation_updated, standing));
    }
    store::audit::write(work.transaction(),
                        {actor.account, actor.user, block ? "contact.blocked" : "contact.unblocked",
                         "contact", contact->id.value});
    auto event = journal::Event{journal::EventType::contact_updated};
    event.contact = contact->id;
    work.tell(event);
    return std::move(store::contacts::find_many(work.transaction(), actor.account, {contact->id}).front());
}

}  // namespace balie::desk
