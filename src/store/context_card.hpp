// Where the organisation's own system tells what it knows of a customer, with the secret that signs the question.
#pragma once

#include "db/transaction.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::store::context_card {

struct Source {
    std::string url;
    std::string sealed_secret;  // see SecretBox; the place is `secret_place`
};

SecretPlace secret_place(AccountId account);

std::optional<Source> find(db::Transaction& transaction, AccountId account);
// Absent: no system is asked any more.
void set(db::Transaction& transaction, AccountId account, std::optional<Source> const& source);

// How the organisation's own tables call this customer.
std::vector<std::string> external_ids(db::Transaction& transaction, AccountId account, ContactId contact);

}  // namespace balie::store::context_card
