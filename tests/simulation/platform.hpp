// The platforms, which take messages, answer or do not, and tell later what became of them; and the way to them.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/table.hpp"

#include <balie/channel/connector.hpp>

#include <boost/asio/steady_timer.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace balie::simulation {

class Node;

// A connector as a node has it.
class Gate final : public Connector {
public:
    Gate(Node& node, Channel channel);

    Channel channel() const noexcept override { return channel_; }
    Capabilities const& capabilities() const noexcept override { return capabilities_; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;

private:
    Node* node_;
    Channel channel_;
    Capabilities capabilities_;
};

// A call under way; the node's side of it.
struct Call {
    boost::asio::steady_timer timer;
    std::optional<SendOutcome> outcome = {};
    Node* node;
    Number message = 0, attempt = 0, inbox = 0;
    bool gives_back_our_word = false;

    Call(boost::asio::any_io_executor const& executor, Node& node_) : timer(executor), node(&node_) {}
};

// A status that a platform tells until somebody has it.
struct Webhook {
    Number account = 0, inbox = 0;
    std::string external_id, status;
    Number message = 0, attempt = 0;  // our word; 0: the platform does not give it back
    bool is_stored = false;
};

class Platform {
public:
    using Attempt = std::pair<Number, Number>;
    struct Taken {
        Number times = 0;
        std::string external_id = {};
        bool gives_back_our_word = false;
        std::vector<std::string> said = {};  // statuses that were stored
    };

    void begin(std::shared_ptr<Call> const& call);
    void refuse_tokens(Number inbox, bool does) {
        does ? void(refused_.insert(inbox)) : void(refused_.erase(inbox));
    }
    void accept_tokens() { refused_.clear(); }

    std::map<Attempt, Taken> const& ledger() const noexcept { return ledger_; }
    bool was_taken(Attempt const& attempt) const { return ledger_.contains(attempt); }
    bool is_quiet() const noexcept { return untold_ == 0 && on_their_way_ == 0; }

private:
    struct Letter {
        std::weak_ptr<Call> call;
        Number message, attempt, inbox;
        bool gives_back_our_word;
    };
    void arrive(Letter const& letter);
    void answer(Letter const& letter, SendOutcome outcome, Span pause);
    std::string take(Letter const& letter);
    void plan_statuses(Letter const& letter, std::string const& external_id);
    void tell(std::shared_ptr<Webhook> const& webhook);

    std::map<Attempt, Taken> ledger_;
    std::set<Number> refused_;
    std::map<Attempt, Span> not_before_;  // what a platform asked for
    Number next_id_ = 1;
    std::size_t untold_ = 0, on_their_way_ = 0;
};

}  // namespace balie::simulation
