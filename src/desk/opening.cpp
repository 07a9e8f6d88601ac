// An address is looked up or made by one statement, the conversation by the index of unresolved threads: two who write
// to the same customer at once meet in one conversation.
#include "desk/opening.hpp"

#include "desk/telling.hpp"
#include "store/contact_imports.hpp"
#include "store/contacts.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"

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

bool is_digits(std::string const& text) {
    return std::ranges::all_of(text, [](char character) { return character >= '0' && character <= '9'; });
}

// E.164 has at most fifteen digits and begins with a country's code.
bool is_phone(std::string const& digits) {
    return digits.size() >= 5 && digits.size() <= 15 && digits.front() != '0' && is_digits(digits);
}

Result<ContactIdentityId> find_address(journal::Work& work, access::Actor const& actor,
                                       Opening const& opening) {
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
    if (identity.kind == IdentityKind::phone && !is_phone(identity.value)) {
        return refused("a phone is the digits of E.164", "ill_typed", "identity.value");
    }
    auto const found = contacts::find_or_make_identity(work.transaction(), actor.account, opening.inbox_id,
                                                       identity.kind, identity.value);
    if (found.made) {
        auto event = journal::Event{journal::EventType::contact_created};
        event.inbox = opening.inbox_id;
        event.contact = found.contact_id;
        work.tell(event);
        store::contact_imports::honour_refusals(work.transaction(), actor.account, found.id, identity);
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
    auto written = write_first(work, actor, *identity, opening.reply, context, now);
    if (!written) { return written.error(); }
    auto found =
        conversations::find_many(work.transaction(), actor.account, {written->message.conversation_id});
    return Opened{std::move(found.front()), std::move(written->message)};
}

Result<Written> write_first(journal::Work& work, access::Actor const& actor, ContactIdentityId identity,
                            Reply const& reply, wire::Context const& context, Time now) {
    auto const opened = conversations::open_for(work.transaction(), actor.account, identity);
    if (opened.is_new) { take(work, actor, opened.id); }
    auto written = desk::reply(work, actor, opened.id, reply, context, now);
    if (!written) { return or_elsewhere(written.error()); }
    return written;
}

}  // namespace balie::desk
