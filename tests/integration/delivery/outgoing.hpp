// An account with an inbox, conversations, and messages that wait to be sent; and a platform that does as it is told.
#pragma once

#include "delivery/delivery.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"
#include "store/secret_box.hpp"

#include <balie/channel/connector.hpp>

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace balie::test {

// Small signs, as the platform gets them: "read wamid.1 31600000001".
class ScriptedSignals final : public Signals {
public:
    std::vector<std::string> told;

    Task<Result<void>> mark_read(LastInbound last, Secrets) override {
        told.push_back("read " + last.external_id + ' ' + last.customer.value);
        co_return Result<void>{};
    }
    Task<Result<void>> typing(LastInbound last, Secrets) override {
        told.push_back("typing " + last.external_id + ' ' + last.customer.value);
        co_return Result<void>{};
    }
};

// A connector whose platform answers by a script. Without one everything is accepted as "wamid.<opaque>".
class ScriptedConnector final : public Connector {
public:
    using Script = std::function<SendOutcome(OutboundMessage const&)>;

    Capabilities abilities;
    Script script;
    bool hangs = false;  // does not answer until `release`

    ScriptedConnector();
    static SendOutcome answer(Verdict verdict, std::string code = {});

    std::vector<OutboundMessage> sent() const;
    std::vector<std::string> texts() const;
    std::size_t most_at_once() const { return most_at_once_; }
    void release() { hangs = false; }

    Channel channel() const noexcept override { return Channel::whatsapp; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets) override;
    Signals* signals() noexcept override { return &small; }

    ScriptedSignals small;

private:
    std::vector<OutboundMessage> sent_;
    std::size_t in_flight_ = 0;
    std::size_t most_at_once_ = 0;
};

struct SentMessage {
    std::string status;
    std::string external_id;
    std::string error;
    std::string attempt_state;
    std::int64_t outbox_rows;
};

// One node of the desk: its own loops, the shared database and platform.
class Node {
public:
    Node(boost::asio::io_context& context, ScriptedConnector& connector, store::SecretBox const& box,
         FakeClock const& clock);
    delivery::Delivery& delivery() noexcept { return delivery_; }
    journal::Journal& journal() noexcept { return journal_; }
    std::int64_t commits() const noexcept { return commits_; }

private:
    std::atomic<std::int64_t> commits_ = 0;
    journal::Journal journal_;
    delivery::Delivery delivery_;
};

class Outgoing {
public:
    Outgoing();
    ~Outgoing();

    FakeClock clock;
    ScriptedConnector connector;
    boost::asio::io_context& context = test::context();

    AccountId account() const noexcept { return account_; }
    InboxId inbox() const noexcept { return inbox_; }
    store::SecretBox const& box() const noexcept { return *box_; }

    // A conversation in which the customer has just written.
    ConversationId a_conversation();
    // A message in it, in the outbox.
    MessageId queue(ConversationId conversation, std::string text, std::optional<Time> due_at = {});
    SentMessage look(MessageId message) const;
    std::int64_t number(std::string const& sql) const;  // as the superuser: what the server cannot hide

    Node& start_node();
    // Runs the loops until it is so; false after ten seconds.
    [[nodiscard]] bool until(std::function<bool()> const& is_so);
    void settle();  // lets the loops look at everything once more
    bool drain(Node& node, std::chrono::milliseconds limit = std::chrono::seconds{5});

private:
    AccountId account_;
    InboxId inbox_;
    ContactId contact_;
    std::int64_t conversations_ = 0;
    TemporaryFolder folder_;
    std::unique_ptr<store::SecretBox> box_;
    std::vector<std::unique_ptr<Node>> nodes_;
};

}  // namespace balie::test
