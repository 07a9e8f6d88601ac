// An address is looked up or made by one statement, the conversation by the index of unresolved threads: two who write
// to the same customer at once meet in one conversation.
#include "desk/opening.hpp"

#include "desk/telling.hpp"
#include "store/accounts.hpp"
#include "store/contact_imports.hpp"
#include "store/contacts.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/phone_number.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace contacts = store::contacts;
namespace conversations = store::conversations;

Error refused(std::string detail, std::string reason, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), std::move(field)};
}

bool is_member(access::Actor const& actor, InboxId inbox) {
    return actor.sees_all() || std::ranges::binary_search(actor.inboxes, inbox);
}

// A phone may be written as people do; the platforms call it by its digits.
Result<std::string> address_of(journal::Work& work, AccountId account, IdentityValue const& identity) {
    if (identity.kind == IdentityKind::email && !is_email_address(identity.value)) {
        return refused("this is no e-mail address", "ill_typed", "identity.value");
    }
    if (identity.kind == IdentityKind::email) { return email_key(identity.value); }
    if (identity.kind != IdentityKind::phone) { return identity.value; }
    auto const phone = e164(identity.value, store::accounts::default_country(work.transaction(), account));
    if (!phone) { return refused("this is no phone number", "ill_typed", "identity.value"); }
    return phone->substr(1);
}

// Whom the desk knows by this number or address elsewhere, when it is one person whom the actor may see: what is between
// several is for people to decide.
ContactId known_elsewhere(journal::Work& work, access::Actor const& actor, IdentityKind kind,
                          std::string const& address) {
    if (kind != IdentityKind::phone && kind != IdentityKind::email) { return {}; }
    auto const known = contacts::with_address(work.transaction(), actor.account, kind, address);
    if (known.size() != 1) { return {}; }
    auto const seen = contacts::visible_among(work.transaction(), actor, known);
    return seen.empty() ? ContactId{} : seen.front();
}

// Where the customer last wrote; an inbox that the actor does not see counts too, for the customer does not know that.
InboxId last_inbox_of(std::vector<ContactIdentity> const& identities) {
    auto const newest = std::ranges::max_element(identities, {}, &ContactIdentity::last_inbound_at);
    if (newest == identities.end() || !newest->last_inbound_at) { return {}; }
    return newest->inbox_id;
}

// One address of a contact, chosen by hand.
Result<ContactIdentityId> find_chosen(journal::Work& work, access::Actor const& actor,
                                      Opening const& opening) {
    auto const owner = contacts::owner_of(work.transaction(), actor.account, opening.identity_id);
    auto const contact = owner ? contacts::find(work.transaction(), actor, *owner) : Result<Contact>{Error{}};
    auto const absent = refused("there is no such address", "no_such_identity", "identity_id");
    if (!contact) { return absent; }
    auto const chosen = std::ranges::find(contact->identities, opening.identity_id, &ContactIdentity::id);
    if (chosen == contact->identities.end() || chosen->inbox_id != opening.inbox_id) { return absent; }
    if (chosen->retired) {
        return refused("the customer no longer has this address", "retired_identity", "identity_id");
    }
    auto const last = last_inbox_of(contact->identities);
    if (last && last != opening.inbox_id && !opening.other_channel_confirmed) {
        return refused("the customer last wrote elsewhere", "other_channel", "other_channel");
    }
    return opening.identity_id;
}

Result<ContactIdentityId> find_address(journal::Work& work, access::Actor const& actor,
                                       Opening const& opening) {
    if (opening.identity_id) { return find_chosen(work, actor, opening); }
    if (opening.contact_id) {
        auto const contact = contacts::find(work.transaction(), actor, opening.contact_id);
        if (!contact) { return refused("there is no such contact", "no_such_contact", "contact_id"); }
        auto const identity =
            contacts::identity_in(work.transaction(), actor.account, contact->id, opening.inbox_id);
        if (!identity) {
            return refused("the contact has no address in this inbox", "no_address", "contact_id");
        }
        return *identity;
    }
    auto const& identity = *opening.identity;
    auto const address = address_of(work, actor.account, identity);
    if (!address) { return address.error(); }
    auto const owner = known_elsewhere(work, actor, identity.kind, *address);
    auto const found = contacts::find_or_make_identity(work.transaction(), actor.account, opening.inbox_id,
                                                       identity.kind, *address, owner);
    if (found.made) {
        auto event =
            journal::Event{owner ? journal::EventType::contact_updated : journal::EventType::contact_created};
        event.inbox = opening.inbox_id;
        event.contact = found.contact_id;
        work.tell(event);
        store::contact_imports::honour_refusals(work.transaction(), actor.account, found.id,
                                                {identity.kind, *address});
    }
    return found.id;
}

// A new conversation is its writer's, so that the answer comes back to them.
void take(journal::Work& work, access::Actor const& actor, ConversationId id) {
    auto standing = conversations::standing_of(work.transaction(), actor.account, id);
    if (conversations::assignable(work.transaction(), actor.account, standing.inbox_id, actor.user)) {
        standing.assignee_id = actor.user;
        conversations::write(work.transaction(), actor.account, standing);
    }
    work.tell(event_of(journal::EventType::conversation_created, standing));
}

Error or_elsewhere(Error const& error) {
    if (error.code != ErrorCode::not_found) { return error; }
    return {ErrorCode::conflict, "a colleague has a conversation with this customer",
            "conversation_elsewhere"};
}

}  // namespace

Result<Opened> open(journal::Work& work, access::Actor const& actor, Opening const& opening,
                    wire::Context const& context, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    if (!is_member(actor, opening.inbox_id) ||
        !conversations::inbox_exists(work.transaction(), actor.account, opening.inbox_id)) {
        return refused("there is no such inbox", "no_such_inbox", "inbox_id");
    }
    auto const identity = find_address(work, actor, opening);
    if (!identity) { return identity.error(); }
    auto reply = opening.reply;
    if (!opening.contact_id) { reply.identity_id = *identity; }
    auto written = write_first(work, actor, *identity, reply, context, now);
    if (!written) { return written.error(); }
    auto found =
        conversations::find_many(work.transaction(), actor.account, {written->message.conversation_id});
    return Opened{std::move(found.front()), std::move(written->message)};
}

Result<Written> write_first(journal::Work& work, access::Actor const& actor, ContactIdentityId identity,
                            Reply const& reply, wire::Context const& context, Time now) {
    auto const opened = reply.subject.empty()
                            ? conversations::open_for(work.transaction(), actor.account, identity)
                            : conversations::open_another(work.transaction(), actor.account, identity);
    if (opened.is_new) { take(work, actor, opened.id); }
    auto written = desk::reply(work, actor, opened.id, reply, context, now);
    if (!written) { return or_elsewhere(written.error()); }
    return written;
}

}  // namespace balie::desk
