// Files of outgoing messages that a platform fetches from us by address, without a log-in.
#pragma once

#include "db/transaction.hpp"
#include "store/media_files.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::store::handed_files {

struct Handed {
    AccountId account;
    AttachmentId attachment;
    Time until = {};  // in whole seconds

    Handed(AccountId account_, AttachmentId attachment_, Time until_)
        : account(account_), attachment(attachment_), until(until_) {}
};

// Letters of an address, which nobody can make or change without the master key.
std::string token_of(Handed const& handed, SecretBox const& box);
// Absent: not ours, changed, or its time is over.
std::optional<Handed> read_token(std::string_view token, SecretBox const& box, Time now);

// The file of an outgoing message that still stands. Error: not_found.
Result<media_files::Served> find(db::Transaction& transaction, AccountId account, AttachmentId id);

}  // namespace balie::store::handed_files
