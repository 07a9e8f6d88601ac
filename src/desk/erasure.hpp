// A customer asks what is held of them, or that it be forgotten.
#pragma once

#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie::desk {

// All that is held of a contact and of those merged into it, as JSON, with a line in the audit log.
// Error: not_found.
Result<nlohmann::json> export_contact(db::Transaction& transaction, AccountId account, UserId by,
                                      ContactId contact, wire::Context const& context, Time now);

// An erasure has four steps, each in transactions of its own; of the first three a later one that fails can be begun again
// from the first.
// 1. The words by which raw webhooks call the customer. Errors: not_found; unprocessable (legal_hold).
Result<std::vector<std::string>> words_to_forget(db::Transaction& transaction, AccountId account,
                                                 ContactId contact);
// 2. Raw webhooks go, one day's at a time, and with the day `raw_days` what stands in the quarantine.
inline constexpr auto raw_days = std::int64_t{31};
Result<void> forget_raw(db::Transaction& transaction, AccountId account,
                        std::vector<std::string> const& words, std::int64_t days_ago);
// 3. The contact and all that was said with it are emptied; files go soon after.
struct Erasure {
    std::int64_t conversations = 0;
    std::int64_t messages = 0;
    std::int64_t files = 0;
};
Result<Erasure> erase_contact(journal::Work& work, AccountId account, UserId by, ContactId contact);
// 4. In mails of others a fixed word stands for the customer: some mails at a time, until it answers false. What is left
// undone is kept, and done by the rounds that look after retention.
Result<bool> forget_in_mails(journal::Work& work, AccountId account);

}  // namespace balie::desk
