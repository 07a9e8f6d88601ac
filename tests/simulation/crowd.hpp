// Agents: they write replies, post them until they were accepted, and decide about what did not arrive.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/table.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace balie::simulation {

struct Reply {
    Number account = 0, inbox = 0, conversation = 0;
    std::string client_id;
    Number message = 0;  // as which it was accepted; 0: not yet
    bool is_confirmed = false;
};

class Crowd {
public:
    void begin(Span between);
    void stop() noexcept { is_writing_ = false; }

    std::vector<std::shared_ptr<Reply>> const& replies() const noexcept { return replies_; }
    bool is_satisfied() const;
    // A person pressed "send again", so that a machine may make this attempt.
    bool wanted(Number message, Number attempt) const { return wanted_.contains({message, attempt}); }
    bool confirmed(Number message) const { return confirmed_.contains(message); }

private:
    void write();
    void decide();
    void post(std::shared_ptr<Reply> const& reply);
    void post_once(std::shared_ptr<Reply> const& reply);

    Span between_{};
    bool is_writing_ = true;
    std::vector<std::shared_ptr<Reply>> replies_;
    std::set<std::pair<Number, Number>> wanted_;
    std::set<Number> confirmed_;
};

}  // namespace balie::simulation
