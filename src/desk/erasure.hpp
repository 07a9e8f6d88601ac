// A customer asks what is held of them, or that it be forgotten.
#pragma once

#include "journal/journal.hpp"
#include "store/privacy.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

namespace balie::desk {

// All that is held of a contact and of those merged into it, as JSON, with a line in the audit log.
// Error: not_found.
Result<nlohmann::json> export_contact(db::Transaction& transaction, AccountId account, UserId by,
                                      ContactId contact, wire::Context const& context, Time now);

// The contact and all that was said with it are emptied; files go soon after. What names the customer elsewhere is left for
// erase_some. Errors: not_found; unprocessable (legal_hold).
struct Erasure {
    std::int64_t conversations = 0;
    std::int64_t messages = 0;
    std::int64_t files = 0;
};
Result<Erasure> erase_contact(journal::Work& work, AccountId account, UserId by, ContactId contact);
// Then, a step at a time: raw webhooks that name the customer go, and what stands in the quarantine; in mails of others a
// fixed word stands for the customer. What is left undone is kept, and done by the rounds that look after retention.
Result<store::privacy::Left> erase_some(journal::Work& work, AccountId account);

}  // namespace balie::desk
