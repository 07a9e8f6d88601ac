// The inboxes that webhooks name, kept in memory for a few seconds: a webhook must not cost a query to know its secrets.
#pragma once

#include "db/database.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace balie::ingest {

struct KnownInbox {
    AccountId account;
    InboxId id;
    Channel channel = Channel::whatsapp;
    std::string address = {};
    Secrets secrets = {};
};

struct DirectoryOptions {
    std::chrono::milliseconds fresh_for{5'000};
    std::chrono::milliseconds patience{400};  // for a database that does not even fail
};

// Lives on the network thread. While an entry is read anew, others go on with the old one; it also serves while the
// database is away, and while it hangs.
class InboxDirectory {
public:
    InboxDirectory(db::Database& database, store::SecretBox const& box, DirectoryOptions options = {})
        : database_(&database), box_(&box), options_(options) {}

    // Errors: not_found, unavailable.
    Task<Result<std::shared_ptr<KnownInbox const>>> find(InboxId id);

    // The inbox of the account with this address; the id of none when there is none. Error: unavailable.
    Task<Result<InboxId>> find_by_address(AccountId account, Channel channel, std::string address);

    // Its settings changed on this node: the next webhook reads them.
    void forget(AccountId account, InboxId id);

    // Waits for what is being read: afterwards nothing of it is under way. False: time was up.
    Task<bool> drain(std::chrono::milliseconds limit);

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        std::shared_ptr<KnownInbox const> inbox;  // absent: there is none
        Clock::time_point fresh_until;
    };
    struct Addresses {
        std::map<std::pair<Channel, std::string>, InboxId> inboxes;
        Clock::time_point fresh_until;
        Clock::time_point read_at;
    };

    Task<Result<std::shared_ptr<KnownInbox const>>> read(InboxId id);
    Task<Result<void>> refresh(InboxId id);
    Task<Result<void>> read_addresses(AccountId account);
    void make_room();

    db::Database* database_;
    store::SecretBox const* box_;
    DirectoryOptions options_;
    std::size_t under_way_ = 0;  // refreshes, for some of which nobody waits any more
    std::unordered_map<InboxId, Entry> entries_;
    std::unordered_map<AccountId, Addresses> addresses_;
};

}  // namespace balie::ingest
