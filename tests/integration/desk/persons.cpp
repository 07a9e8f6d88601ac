#include "integration/desk/persons.hpp"

#include "desk/joining.hpp"
#include "integration/support/cluster.hpp"
#include "store/outbox.hpp"

#include <algorithm>

namespace balie::test {
namespace {

IdentityValue address_from(std::string const& address) {
    auto const colon = address.find(':');
    auto const kind = from_word<IdentityKind>(address.substr(0, colon));
    return {kind.value_or(IdentityKind::external), address.substr(colon + 1)};
}

std::string where(std::string const& address) {
    auto const identity = address_from(address);
    return " FROM contact_identities WHERE account_id = $A AND inbox_id = $I AND kind = '" +
           std::string{to_word(identity.kind)} + "' AND value = '" + identity.value + "'";
}

}  // namespace

Persons::Persons() {
    capabilities.replies = capabilities.reactions = true;
    capabilities.reply_window = std::chrono::hours{24};
    context.capabilities[Channel::whatsapp] = &capabilities;
    lead = access::Actor{world.account, UserId{1}, Role::lead};
}

Result<void> Persons::hear(std::string const& external_id, std::vector<std::string> const& addresses,
                           std::optional<Time> at) {
    auto message = a_message(external_id, "", external_id);
    message.contact.identities.clear();
    for (auto const& each : addresses) { message.contact.identities.push_back(address_from(each)); }
    message.platform_at = at;
    return world.write({message});
}

ConversationId Persons::conversation_of(std::string const& external_id) const {
    return ConversationId{std::stoll(
        world.text("SELECT conversation_id FROM messages WHERE account_id = $A AND external_id = '" +
                   external_id + "'"))};
}

ContactId Persons::contact_of(std::string const& address) const {
    return ContactId{std::stoll(world.text("SELECT contact_id" + where(address)))};
}

ContactIdentityId Persons::identity_of(std::string const& address) const {
    return ContactIdentityId{std::stoll(world.text("SELECT id" + where(address)))};
}

void Persons::resolve(ConversationId conversation) const {
    as_superuser_in_balie("UPDATE conversations SET status = 'resolved', waiting_since = NULL WHERE id = " +
                          to_string(conversation));
}

Result<Contact> Persons::merge(ContactId into, ContactId contact) {
    return world.journal.write_here(
        world.account, [&](journal::Work& work) { return desk::merge_contacts(work, lead, into, contact); });
}

Result<Contact> Persons::unmerge(ContactId from, ContactId contact) {
    return world.journal.write_here(world.account, [&](journal::Work& work) {
        return desk::unmerge_contacts(work, lead, from, contact);
    });
}

std::string Persons::recipient(Result<desk::Written> const& written) {
    if (!written) { return written.error().reason + " " + written.error().detail; }
    auto const items = database().run_here(world.account.value, [&](db::Transaction& transaction) {
        return Result<std::vector<OutboxItem>>{store::outbox::ready(
            transaction, world.account, {{world.inbox, 10}}, world.clock.now() + std::chrono::seconds{5})};
    });
    auto const item = std::ranges::find(*items, written->message.id, &OutboxItem::message);
    if (item == items->end()) { return "not ready"; }
    auto words = std::string{};
    for (auto const& each : item->recipient) {
        words += (words.empty() ? "" : " ") + std::string{to_word(each.kind)} + ":" + each.value;
    }
    as_superuser_in_balie("DELETE FROM outbox WHERE account_id = " + to_string(world.account));
    return words;
}

Result<desk::Written> Persons::reply(ConversationId conversation, std::string const& quoted) {
    auto reply = desk::Reply{};
    reply.text = "Antwoord";
    if (!quoted.empty()) {
        reply.reply_to_id = MessageId{std::stoll(
            world.text("SELECT id FROM messages WHERE account_id = $A AND external_id = '" + quoted + "'"))};
    }
    return world.journal.write_here(world.account, [&](journal::Work& work) {
        return desk::reply(work, lead, conversation, reply, context, world.clock.now());
    });
}

Result<desk::Written> Persons::write_to(std::string const& address) {
    auto opening = desk::Opening{world.inbox};
    opening.identity_id = identity_of(address);
    return open(std::move(opening));
}

Result<desk::Written> Persons::write_to(ContactId contact) {
    auto opening = desk::Opening{world.inbox};
    opening.contact_id = contact;
    return open(std::move(opening));
}

Result<desk::Written> Persons::open(desk::Opening opening) {
    opening.reply.text = "Goedendag";
    return world.journal.write_here(world.account, [&](journal::Work& work) -> Result<desk::Written> {
        auto opened = desk::open(work, lead, opening, context, world.clock.now());
        if (!opened) { return opened.error(); }
        return desk::Written{std::move(opened->message)};
    });
}

}  // namespace balie::test
