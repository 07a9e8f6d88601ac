// An account with people, inboxes and customers, for tests of the desk.
#pragma once

#include "access/actor.hpp"
#include "desk/reply.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/fake_clock.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/channel/capabilities.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::test {

// What a conversation is made with; all that is not named does not matter.
struct ConversationSeed {
    InboxId inbox = {};
    UserId assignee = {};
    TeamId team = {};
    ConversationStatus status = ConversationStatus::open;
    std::string contact_name = "Fictieve Klant";
    std::string phone = {};  // made up when empty
    std::optional<Time> last_inbound_at = {};
    std::optional<Time> waiting_since = {};
    std::optional<Time> list_at = {};
    Priority priority = Priority::none;
    std::int64_t unread_count = 0;
    bool public_ = false;
};

class Office {
public:
    Office();

    AccountId account;
    InboxId service;  // a WhatsApp number; anna is a member, bert through his team
    InboxId sales;    // another; only bert's team
    TeamId team;
    UserId admin;
    UserId lead;
    UserId anna;
    UserId bert;
    UserId auditor;

    access::Actor actor(UserId user, Role role) const;  // of an agent: with inboxes and teams as set up
    access::Actor as_lead() const { return actor(lead, Role::lead); }
    access::Actor as_anna() const { return actor(anna, Role::agent); }
    access::Actor as_bert() const { return actor(bert, Role::agent); }
    access::Actor as_auditor() const { return actor(auditor, Role::auditor); }

    ConversationId conversation(ConversationSeed seed = {});
    MessageId inbound(ConversationId conversation, std::string external_id, std::string text);
    AttachmentId upload(UserId by, std::string mime, std::int64_t bytes);
    LabelId label(std::string name);
    ContactId contact_of(ConversationId conversation) const;

    // Runs a body as the journal does; the events are kept in `told` by number.
    template <class Body>
    auto write(Body body) {
        return journal_.write_here(account, std::move(body));
    }
    // Runs a body that reads.
    template <class Body>
    auto read(Body body) const {
        return database().run_here(account.value, std::move(body));
    }

    // One value of a query as the superuser sees it, as text; "$account" stands for the account's id.
    std::string value(std::string sql) const;
    // Event types since the beginning, in order.
    std::vector<std::string> event_types() const;

    Result<desk::Written> reply(access::Actor const& actor, ConversationId conversation,
                                desk::Reply const& reply);
    desk::Reply text(std::string client_id, std::string text) const;

    Capabilities whatsapp;
    wire::Context context;
    FakeClock clock;

private:
    journal::Journal journal_{database(), [](AccountId, std::int64_t) {}};
    std::int64_t customers_ = 0;
};

}  // namespace balie::test
