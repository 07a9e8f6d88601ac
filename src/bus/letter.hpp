// What nodes tell one another, and its form on the way: hints, for the truth is in PostgreSQL.
#pragma once

#include "access/hearers.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::bus {

// A word that nobody keeps: `item` is one event's JSON without a number.
struct Whisper {
    AccountId account;
    access::Hearers hearers;
    std::string item;
};

struct Letter {
    std::map<AccountId, std::int64_t> committed = {};      // the newest event of each account
    std::set<std::pair<AccountId, UserId>> rights = {};    // user 0: everybody of the account
    std::set<std::pair<AccountId, InboxId>> inboxes = {};  // their settings changed
    std::vector<Whisper> whispers = {};

    bool is_empty() const noexcept {
        return committed.empty() && rights.empty() && inboxes.empty() && whispers.empty();
    }
};

// JSON, each at most `bytes_max`; one at least, so that an empty letter says that its writer lives. A whisper too long for a
// letter of its own is left out.
std::vector<std::string> write(std::string const& from, Letter letter, std::size_t bytes_max);

struct Received {
    std::string from;
    Letter letter;
};

// Unknown fields are passed over: a newer node may say more. Error: malformed.
Result<Received> read(std::string_view text);

}  // namespace balie::bus
