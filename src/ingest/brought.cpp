// The second way into an inbox of the channel `api`: by the API, where a fault is told to whoever made it instead of
// being kept for an administrator. What was taken goes on as every webhook does.
#include "ingest/completeness.hpp"
#include "ingest/intake.hpp"

namespace balie::ingest {
namespace {

// "events[3].text: is required" names its field itself.
Error unreadable(std::string const& reason) {
    auto const mark = reason.find(": ");
    auto const field = mark == std::string::npos ? std::string{"events"} : reason.substr(0, mark);
    return {ErrorCode::unprocessable, reason, "unreadable_event", field};
}

}  // namespace

Task<Result<std::vector<InboundEvent>>> Intake::read_brought(AccountId account, InboxId id,
                                                             std::string body) {
    auto const absent = Error{ErrorCode::not_found, "there is no such inbox of this channel"};
    auto const found = co_await directory_->find(id);
    if (!found && found.error().code == ErrorCode::unavailable) { co_return found.error(); }
    if (!found || (*found)->account != account || (*found)->channel != Channel::api) { co_return absent; }
    auto const* const connector = connector_of(Channel::api);
    if (connector == nullptr) { co_return absent; }
    auto const no_query = Fields{};
    auto const no_headers = Headers{};
    auto events = connector->parse(WebhookRequest{"POST", {}, no_query, no_headers, body});
    if (!events) {
        co_return Error{ErrorCode::unprocessable, events.error().detail, "unreadable_event", "events"};
    }
    auto position = std::size_t{0};
    for (auto& event : *events) {
        auto const fault = complete(event, body, position++);
        if (!fault.empty()) { co_return unreadable(fault); }
    }
    co_return events;
}

Task<Result<void>> Intake::keep_brought(AccountId account, InboxId id, std::string body,
                                        std::vector<InboundEvent> events) {
    auto webhook = Webhook{account, id};
    webhook.method = "POST";
    webhook.url = "/api/v1/inboxes/" + to_string(id) + "/inbound";
    webhook.headers = {{"Content-Type", "application/json"}};
    webhook.body = std::move(body);
    webhook.received_at = clock_->now();
    for (auto& event : events) { webhook.events.emplace_back(id, std::move(event)); }
    auto const written = co_await writer_->write(std::move(webhook));
    if (!written) { co_return written.error(); }
    pulse_->beat(account, id);
    co_return Result<void>{};
}

}  // namespace balie::ingest
