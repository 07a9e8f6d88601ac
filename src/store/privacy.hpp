// What is held of a customer, to be shown to them or erased; see migrations/0032_privacy.sql.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::privacy {

// A contact with all that were merged into it, by whichever of them it is asked for; empty: there is none.
std::vector<ContactId> family(db::Transaction& transaction, AccountId account, ContactId contact);

// What was said with and about them: what an erasure would empty.
std::vector<MessageId> messages(db::Transaction& transaction, AccountId account,
                                std::vector<ContactId> const& contacts);

struct Consent {
    Channel channel;
    bool granted;
    Time stated_at;
};
struct Visit {
    InboxId inbox;
    std::string name;
    std::string email;
    std::string phone;
    std::string page_url;
    std::string page_title;
    Time created_at;
    Time seen_at;
};
// What is held besides: the organisation's own ids of them, what they agreed to, and where they came in as visitors.
struct Further {
    std::vector<std::string> external_ids;
    std::vector<Consent> consents;
    std::vector<Visit> visits;
};
Further further(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts);

// A legal hold on one of their conversations.
bool is_held(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts);
// Absent: there is no such conversation.
std::optional<bool> held(db::Transaction& transaction, AccountId account, ConversationId conversation);
void set_held(db::Transaction& transaction, AccountId account, ConversationId conversation, bool is_held);

// By which words raw webhooks call them.
std::vector<std::string> names(db::Transaction& transaction, AccountId account,
                               std::vector<ContactId> const& contacts);
// Raw webhooks of one day (so many days ago) that hold one of these words.
void delete_raw(db::Transaction& transaction, AccountId account, std::vector<std::string> const& words,
                std::int64_t days_ago);
void delete_quarantined(db::Transaction& transaction, AccountId account,
                        std::vector<std::string> const& words);

struct Erased {
    std::vector<ConversationId> conversations;  // that changed
    std::int64_t messages = 0;
    std::int64_t files = 0;
};
Erased erase(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts);

// A mail of others in which a fixed word stands for somebody from here on.
struct Mail {
    MessageId id;
    ConversationId conversation;
    InboxId inbox;
    TeamId team;
    UserId assignee;
};
// One step through the mails of others, for whoever was erased: at most so many mails are looked at.
struct Looked {
    std::vector<Mail> changed;
    bool has_more = false;
};
Looked look_through_mails(db::Transaction& transaction, AccountId account, std::int64_t most);

}  // namespace balie::store::privacy
