// The audit log: who changed what that matters to a security officer. Lines are only ever added.
#pragma once

#include "db/transaction.hpp"

#include <balie/domain/ids.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace balie::store::audit {

// "user.created" about ("user", 7). The detail holds words and ids, never a secret or a customer's text.
struct Line {
    AccountId account;
    UserId user;  // none: the command line, or somebody who did not get in
    std::string action;
    std::string subject_type;
    std::int64_t subject_id;
    nlohmann::json detail;

    Line(AccountId account_, UserId user_, std::string action_, std::string subject_type_,
         std::int64_t subject_id_, nlohmann::json detail_ = nlohmann::json::object())
        : account(account_),
          user(user_),
          action(std::move(action_)),
          subject_type(std::move(subject_type_)),
          subject_id(subject_id_),
          detail(std::move(detail_)) {}
};

// In the transaction of the change itself: either both are there, or neither.
void write(db::Transaction& transaction, Line const& line);

}  // namespace balie::store::audit
