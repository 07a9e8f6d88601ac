// https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions (read 2026-11)
#include <connectors/meta/signals.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto signal_timeout = std::chrono::seconds{5};

}  // namespace

Task<Result<void>> SenderActions::mark_read(LastInbound last, Secrets secrets) {
    co_return co_await act("mark_seen", std::move(last.customer), std::move(secrets));
}

// Shown for twenty seconds or until the reply.
Task<Result<void>> SenderActions::typing(LastInbound last, Secrets secrets) {
    co_return co_await act("typing_on", std::move(last.customer), std::move(secrets));
}

Task<Result<void>> SenderActions::act(std::string action, IdentityValue customer, Secrets secrets) {
    if (customer.kind != platform_.customer) { co_return Result<void>{}; }
    auto body = json::ObjectWriter{};
    body.json("recipient", json::ObjectWriter{}.text("id", customer.value).take());
    body.text("sender_action", action);
    auto call = graph_post(graph_url(secrets, {account_node(secrets), "messages"}), body.take(), secrets);
    call.timeout = signal_timeout;
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, page_error_rows());
}

}  // namespace balie::connectors::meta
