#include "ingest/batch.hpp"

#include "ingest/change_json.hpp"
#include "ingest/message_json.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::ingest {
namespace {

template <class Elements, class Of>
auto texts_of(Elements const& elements, Of of) {
    auto texts = std::vector<std::string>{};
    texts.reserve(elements.size());
    for (auto const& element : elements) { texts.push_back(of(element)); }
    return db::array(std::span<std::string const>{texts});
}

template <class Elements, class Of>
auto numbers_of(Elements const& elements, Of of) {
    auto numbers = std::vector<std::int64_t>{};
    numbers.reserve(elements.size());
    for (auto const& element : elements) { numbers.push_back(of(element)); }
    return db::array(std::span<std::int64_t const>{numbers});
}

template <class Elements, class Of>
auto params_of(Elements const& elements, Of of) {
    auto params = std::vector<db::Param>{};
    params.reserve(elements.size());
    for (auto const& element : elements) { params.push_back(of(element)); }
    return db::array(std::span<db::Param const>{params});
}

}  // namespace

Batch::Batch(AccountId account, std::span<Item const> items) : account_(account) {
    auto changes = nlohmann::json::array();
    for (auto const& item : items) {
        auto const& submission = *item.submission;
        if (auto const* const message = std::get_if<InboundMessage>(&item.routed().event)) {
            add_message(*message, item.routed().inbox, submission);
            continue;
        }
        position_of(submission);
        auto change = change_json(item.routed(), submission.webhook.received_at);
        if (!change.is_null()) { changes.push_back(std::move(change)); }
    }
    if (!changes.empty()) {
        changes_ = changes.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
}

void Batch::add_message(InboundMessage const& event, InboxId inbox, Submission const& submission) {
    if (!seen_.emplace(inbox.value, event.external_id).second) { return; }
    auto const webhook = position_of(submission);
    auto const at = plausible(event.platform_at, submission.webhook.received_at);
    auto microseconds = std::optional<std::int64_t>{};
    if (at) { microseconds = at->time_since_epoch().count(); }
    messages_.push_back({webhook, inbox, &event, microseconds});
    auto const position = static_cast<std::int64_t>(messages_.size());
    auto const& identities = event.contact.identities;
    for (auto further = std::size_t{1}; further < identities.size(); ++further) {
        further_.push_back({position, &identities[further]});
    }
}

// Items of one webhook stand together, so the last one is nearly always it.
std::int64_t Batch::position_of(Submission const& submission) {
    auto const found = std::find(webhooks_.rbegin(), webhooks_.rend(), &submission);
    if (found != webhooks_.rend()) { return webhooks_.rend() - found; }
    webhooks_.push_back(&submission);
    return static_cast<std::int64_t>(webhooks_.size());
}

std::vector<db::Param> Batch::params() const {
    auto params = std::vector<db::Param>{};
    params.reserve(20);
    params.emplace_back(account_);
    append_webhooks(params);
    append_messages(params);
    params.push_back(changes_.empty() ? db::Param{std::nullopt} : db::Param{changes_});
    return params;
}

void Batch::append_webhooks(std::vector<db::Param>& params) const {
    params.push_back(texts_of(webhooks_, [](auto const* webhook) { return webhook->day; }));
    params.push_back(numbers_of(webhooks_, [](auto const* webhook) { return webhook->number; }));
    params.push_back(numbers_of(webhooks_, [](auto const* webhook) { return webhook->webhook.inbox.value; }));
    append_bodies(params);
}

void Batch::append_bodies(std::vector<db::Param>& params) const {
    auto bodies = std::string{};
    auto starts = std::vector<db::Param>{};
    auto lengths = std::vector<db::Param>{};
    for (auto const* const webhook : webhooks_) {
        auto const& body = webhook->webhook.body;
        starts.emplace_back(bodies.size() + 1);
        lengths.push_back(webhook->body_is_stored ? db::Param{std::nullopt} : db::Param{body.size()});
        if (!webhook->body_is_stored) { bodies += body; }
    }
    params.push_back(db::binary(std::move(bodies)));
    params.push_back(db::array(starts));
    params.push_back(db::array(lengths));
}

void Batch::append_messages(std::vector<db::Param>& params) const {
    auto const strongest = [](Message const& message) -> IdentityValue const& {
        return message.event->contact.identities.front();
    };
    params.push_back(numbers_of(messages_, [](auto const& message) { return message.webhook; }));
    params.push_back(numbers_of(messages_, [](auto const& message) { return message.inbox.value; }));
    params.push_back(texts_of(
        messages_, [&](auto const& message) { return std::string{to_word(strongest(message).kind)}; }));
    params.push_back(
        texts_of(messages_, [&](auto const& message) { return storable(strongest(message).value); }));
    params.push_back(
        texts_of(messages_, [](auto const& message) { return storable(message.event->contact.name); }));
    params.push_back(
        texts_of(messages_, [](auto const& message) { return storable(message.event->external_id); }));
    params.push_back(params_of(messages_, [](auto const& message) { return db::Param{message.at}; }));
    params.push_back(texts_of(messages_, [](auto const& message) { return storable(message.event->text); }));
    params.push_back(rests());
    params.push_back(numbers_of(further_, [](auto const& further) { return further.message; }));
    params.push_back(
        texts_of(further_, [](auto const& further) { return std::string{to_word(further.identity->kind)}; }));
    params.push_back(
        texts_of(further_, [](auto const& further) { return storable(further.identity->value); }));
}

// Nearly all batches hold plain texts only; their call then takes the short way.
db::Param Batch::rests() const {
    if (std::ranges::all_of(messages_, [](Message const& message) { return is_plain(*message.event); })) {
        return std::nullopt;
    }
    return params_of(messages_, [](Message const& message) {
        return is_plain(*message.event) ? db::Param{std::nullopt} : db::Param{rest_json(*message.event)};
    });
}

}  // namespace balie::ingest
