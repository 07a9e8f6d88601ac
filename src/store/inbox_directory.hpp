// Inboxes across accounts, for what goes round all of them. Ids only: the rest is read as the account.
#pragma once

#include "db/transaction.hpp"

#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <vector>

namespace balie::store::inbox_directory {

struct Place {
    AccountId account;
    InboxId inbox;
};

// Those of these channels that are not deleted.
std::vector<Place> of_channels(db::Transaction& transaction, std::vector<Channel> const& channels);

}  // namespace balie::store::inbox_directory
