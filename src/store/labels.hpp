// Labels, and which conversations carry them.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/label.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::labels {

std::vector<Label> list(db::Transaction& transaction, AccountId account);  // by name
// A name that is taken fails with conflict (labels_account_id_name_key).
Label insert(db::Transaction& transaction, AccountId account, std::string const& name,
             std::string const& color);
// The label of that name, made in that colour when there is none.
LabelId named(db::Transaction& transaction, AccountId account, std::string const& name,
              std::string const& color);
// An absent field stays as it is. Error: not_found.
Result<Label> update(db::Transaction& transaction, AccountId account, LabelId id,
                     std::optional<std::string> const& name, std::optional<std::string> const& color);
Result<Label> find(db::Transaction& transaction, AccountId account, LabelId id);  // error: not_found
// Takes it off every conversation too; answers what it was. Error: not_found.
Result<Label> remove(db::Transaction& transaction, AccountId account, LabelId id);

std::vector<LabelId> of(db::Transaction& transaction, AccountId account, ConversationId conversation);

// The conversation carries exactly these afterwards; answers the names that were put on and taken off.
// Error: unprocessable, field label_ids, for a label that is not there.
struct Difference {
    std::vector<std::string> added;
    std::vector<std::string> removed;
};
Result<Difference> set(db::Transaction& transaction, AccountId account, ConversationId conversation,
                       std::vector<LabelId> const& ids);

}  // namespace balie::store::labels
