// Events of one account as the parallel arrays of apply_inbound.
#pragma once

#include "db/param.hpp"
#include "ingest/submission.hpp"

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::ingest {

// Built on a database thread from items whose submissions outlive it.
class Batch {
public:
    Batch(AccountId account, std::span<Item const> items);

    // In the order of apply_inbound's parameters.
    std::vector<db::Param> params() const;

private:
    struct Message {
        std::int64_t webhook = 0;  // its position in webhooks_, from 1
        InboxId inbox;
        InboundMessage const* event;
        std::optional<std::int64_t> at;
    };
    struct FurtherAddress {
        std::int64_t message = 0;  // its position in messages_, from 1
        IdentityValue const* identity;
    };

    void add_message(InboundMessage const& event, InboxId inbox, Submission const& submission);
    std::int64_t position_of(Submission const& submission);
    void append_webhooks(std::vector<db::Param>& params) const;
    void append_bodies(std::vector<db::Param>& params) const;
    void append_messages(std::vector<db::Param>& params) const;
    db::Param rests() const;

    AccountId account_;
    std::vector<Submission const*> webhooks_;
    std::vector<Message> messages_;
    std::vector<FurtherAddress> further_;
    std::set<std::pair<std::int64_t, std::string_view>>
        seen_;             // the same external id twice would fail as a race
    std::string changes_;  // a JSON array; empty when there are none
};

}  // namespace balie::ingest
