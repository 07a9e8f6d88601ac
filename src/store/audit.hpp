// The audit log: who changed what that matters to a security officer. Lines are only ever added.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

struct Entry;
using EntryId = Id<Entry>;

// A line as it is read.
struct Entry {
    EntryId id;
    Time at;
    UserId user;
    std::string action;
    std::string subject_type;
    std::int64_t subject_id = 0;
    std::string detail;  // a JSON object
};

// What is asked for; what is absent narrows nothing.
struct Question {
    UserId user = {};
    std::string action = {};  // "user.created", or all of a kind: "user."
    std::optional<Time> from = {};
    std::optional<Time> until = {};  // not itself
    EntryId before = {};
    std::int64_t limit = 50;
};

std::vector<Entry> list(db::Transaction& transaction, AccountId account, Question const& question);

}  // namespace balie::store::audit
