// What must hold, looked at with every commit, call and page, and once more at rest. Shares nothing with src.
#pragma once

#include "simulation/table.hpp"

#include <balie/base/time.hpp>

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace balie::simulation {

class StoreTransaction;
struct OutboxRow;
struct MessageRow;
struct Reply;

class Judge {
public:
    void committing(StoreTransaction const& transaction);
    void told(Number account, Number seq);         // a node says that so much is committed
    void sending(Number message, Number attempt);  // a node begins a call
    void asked_again(Number message, Number attempt, std::chrono::microseconds not_before);
    void taken(Number message, Number attempt, Number times);
    void accepted(Reply const& reply, Number message);  // a node answered an agent
    void read(Number before, Number seq);               // a reader got this after that
    void at_rest();
    void not_at_rest();

    std::vector<std::string> const& violations() const noexcept { return violations_; }

private:
    void blame(std::string_view invariant, std::string_view what, Number first = 0, Number second = 0);
    void judge_statuses(StoreTransaction const& transaction);
    void judge_status(Number id, MessageRow const& before, MessageRow const& after);
    void judge_numbers(StoreTransaction const& transaction);
    void judge_outbox(StoreTransaction const& transaction);
    void judge_taking(StoreTransaction const& transaction, Number id, OutboxRow const& before,
                      OutboxRow const& after);
    void judge_order(StoreTransaction const& transaction, Number id, OutboxRow const& row, Time claimed_at);
    void judge_reply(Reply const& reply);
    void judge_arrival(Number id, MessageRow const& row);
    void judge_said(Number id, MessageRow const& row);

    std::map<Number, Time> queued_at_;  // when an outbox row was committed
    std::map<Number, Number> accepted_conversations_;
    std::vector<std::string> violations_;
};

}  // namespace balie::simulation
