// The platforms' message templates, as they were last listed.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <vector>

namespace balie::store::templates {

std::vector<TemplateText> list(db::Transaction& transaction, AccountId account, InboxId inbox);
std::optional<Time> fetched_at(db::Transaction& transaction, AccountId account,
                               InboxId inbox);  // absent: never
// What the platform listed, and nothing else.
void replace(db::Transaction& transaction, AccountId account, InboxId inbox,
             std::vector<TemplateText> const& templates);

}  // namespace balie::store::templates
