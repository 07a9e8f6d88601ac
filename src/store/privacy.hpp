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

// A legal hold. Absent: there is no such conversation.
std::optional<bool> held(db::Transaction& transaction, AccountId account, ConversationId conversation);
void set_held(db::Transaction& transaction, AccountId account, ConversationId conversation, bool is_held);

struct Erased {
    bool is_held = false;                       // a conversation in which they wrote: nothing was done
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
// What of the account's erasures is left. It waits for transactions that were under way at an erasing.
enum class Left { nothing, more, waits };
// One step of what is left: the raw webhooks of a day, or at most so many mails of others.
struct Step {
    std::vector<Mail> changed;
    Left left = Left::nothing;
};
Step erase_some(db::Transaction& transaction, AccountId account, std::int64_t most);

}  // namespace balie::store::privacy
