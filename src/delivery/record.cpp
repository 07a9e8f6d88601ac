// Conversation first, then the fence, then the message: see the order of locks in docs/architecture.md.
#include "delivery/record.hpp"

#include "store/inboxes.hpp"

#include <nlohmann/json.hpp>

namespace balie::delivery {
namespace {

std::string title_of(SendOutcome const& outcome) {
    if (!outcome.reason.empty()) { return outcome.reason; }
    if (outcome.verdict == Verdict::uncertain) { return "It is not known whether the platform took it"; }
    return "The platform did not take it";
}

// How the fault wanted to be treated: the screens speak by it.
std::string_view treatment_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::retry:
            return "retry";
        case Verdict::reauthorize:
            return "reauthorize";
        case Verdict::uncertain:
            return "uncertain";
        case Verdict::window_closed:
            return "window_closed";
        case Verdict::accepted:
            return "partly";
        case Verdict::rejected:
            break;
    }
    return "rejected";
}

}  // namespace

std::string error_json(SendOutcome const& outcome) {
    auto error = nlohmann::ordered_json{
        {"code", outcome.code}, {"title", title_of(outcome)}, {"treatment", treatment_of(outcome.verdict)}};
    if (!outcome.detail.empty()) { error["detail"] = outcome.detail; }
    return error.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void tell(journal::Work& work, std::optional<store::attempts::Shown> const& shown) {
    if (!shown) { return; }
    auto event = journal::Event{journal::EventType::message_updated};
    event.inbox = shown->inbox;
    event.team = shown->team;
    event.assignee = shown->assignee;
    event.conversation = shown->conversation;
    event.message = shown->message;
    work.tell(event);
    for (auto const line : shown->lines) {
        event.type = journal::EventType::message_created;
        event.message = line;
        work.tell(event);
    }
    if (shown->is_last) {
        event.type = journal::EventType::conversation_updated;
        event.message = MessageId{};
        work.tell(event);
    }
    for (auto const& made : shown->notified) { work.tell(journal::event_of(made)); }
}

Result<void> Record::operator()(journal::Work& work) const {
    auto& transaction = work.transaction();
    store::attempts::lock(transaction, account_, item_, outcome_.external_id);
    auto const goes_back = decision_.step == Step::try_again;
    auto const is_ours = goes_back
                             ? store::outbox::put_back(transaction, account_, item_, decision_.due_at, now_)
                             : store::outbox::finish(transaction, account_, item_);
    if (!is_ours) {
        return Error{ErrorCode::conflict, "somebody else has this attempt in hand", "stale_fence"};
    }
    mark_inbox(work);
    if (goes_back) {
        tell(work, store::attempts::waits(transaction, account_, item_));
        return {};
    }
    tell(work, store::attempts::settle(transaction, account_, item_, settled(), now_));
    return {};
}

store::attempts::Outcome Record::settled() const {
    switch (decision_.step) {
        case Step::record_sent:
            // Taken for the customer; what the platform did not do besides is told with it.
            return {DeliveryStatus::sent, outcome_.external_id,
                    outcome_.code.empty() ? std::string{} : error_json(outcome_)};
        case Step::leave_in_doubt:
            return {DeliveryStatus::uncertain, outcome_.external_id, error_json(outcome_)};
        default:
            return {DeliveryStatus::failed, {}, error_json(outcome_)};
    }
}

void Record::mark_inbox(journal::Work& work) const {
    auto const broke = decision_.step == Step::ask_for_mending;
    auto const mended = is_probe_ && outcome_.verdict == Verdict::accepted;
    if (!broke && !mended) { return; }
    store::inboxes::mark_reauthorization(work.transaction(), account_, item_.inbox, broke);
    auto event = journal::Event{journal::EventType::inbox_updated};
    event.inbox = item_.inbox;
    work.tell(event);
}

Result<std::size_t> Doubt::operator()(journal::Work& work) const {
    auto& transaction = work.transaction();
    auto const items = store::outbox::left_behind(transaction, account_, now_);
    auto outcome = SendOutcome{};
    outcome.code = "interrupted";
    outcome.reason = "The server stopped while it was sending";
    auto const settled = store::attempts::Outcome{DeliveryStatus::uncertain, {}, error_json(outcome)};
    for (auto const& item : items) {
        store::attempts::lock(transaction, account_, item, {});
        if (!store::outbox::finish(transaction, account_, item)) { continue; }
        tell(work, store::attempts::settle(transaction, account_, item, settled, now_));
    }
    return items.size();
}

}  // namespace balie::delivery
