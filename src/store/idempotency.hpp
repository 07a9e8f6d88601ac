// Idempotency keys: the first answer to an unsafe request, given again for the same key.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace balie::store::idempotency {

constexpr auto kept_for = std::chrono::hours{24};

struct Key {
    AccountId account;
    UserId user;
    std::string key;
};

struct Answer {
    int status = 0;
    std::string body;
};

// What stands under the key.
struct Entry {
    std::string request_hash;
    std::optional<Answer> answer;  // absent: the first request has not ended, or died
    Time created_at{};
};

// Takes the key (and forgets what is older than a day); absent when it was free and is now taken by this request.
std::optional<Entry> take(db::Transaction& transaction, Key const& key, std::string_view request_hash);
void keep(db::Transaction& transaction, Key const& key, Answer const& answer);
// Nothing was done: the same request may be tried again under this key.
void release(db::Transaction& transaction, Key const& key);

}  // namespace balie::store::idempotency
