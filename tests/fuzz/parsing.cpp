// Reading: the same bytes give the same events, and every event can be kept.
#include "fuzz/promises.hpp"

#include "connectors/describe.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::test {
namespace {

constexpr auto url = std::string_view{"https://desk.example.test/webhooks/channel/1"};
// An index takes 2,704 bytes, of which the account and the inbox have their part.
constexpr auto id_bytes_max = std::size_t{2'000};
constexpr auto name_characters_max = std::size_t{255};
constexpr auto earliest = Time{std::chrono::sys_days{std::chrono::year{2009} / 1 / 1}};
constexpr auto latest = Time{std::chrono::sys_days{std::chrono::year{2101} / 1 / 1}};

bool can_be_kept(std::string const& text) { return is_utf8(text) && text.find('\0') == std::string::npos; }

std::string broken_by_message(InboundMessage const& message) {
    if (message.external_id.empty()) { return "a message without an id"; }
    if (message.contact.identities.empty()) { return "a message of nobody"; }
    for (auto const& identity : message.contact.identities) {
        if (identity.value.empty()) { return "an identity without a value"; }
    }
    if (!message.content.empty() && !nlohmann::json::parse(message.content, nullptr, false).is_object()) {
        return "content that is no JSON object";
    }
    return {};
}

std::string broken_by_request(Connector const& connector, WebhookRequest const& request) {
    auto const first = connector.parse(request);
    auto const second = connector.parse(request);
    if (describe(first) != describe(second)) { return "a second reading gives something else"; }
    if (!first) {
        return first.error().code == ErrorCode::malformed ? std::string{}
                                                          : "an error that is not `malformed`";
    }
    if (dedupe_keys(*first) != dedupe_keys(*second)) { return "a second reading gives other keys"; }
    // What a body names at once costs at least a byte of it.
    if (first->size() > 2 * (request.body.size() + request.url.size())) { return "more events than bytes"; }
    for (auto const& event : *first) {
        auto broken = broken_by_event(event);
        if (!broken.empty()) { return broken + ": " + describe(event); }
    }
    return {};
}

}  // namespace

std::string broken_by_event(InboundEvent const& event) {
    for (auto const& text : texts_of(event)) {
        if (!can_be_kept(text)) { return "a text that cannot be kept"; }
    }
    for (auto const& id : ids_of(event)) {
        if (id.size() > id_bytes_max) { return "an id that fits into no index"; }
    }
    for (auto const& name : names_of(event)) {
        if (count_characters(name) > name_characters_max) { return "a name without an end"; }
    }
    auto const at = time_of(event);
    if (at && *at != Time{} && (*at < earliest || *at > latest)) { return "a time that cannot be"; }
    auto const* const message = std::get_if<InboundMessage>(&event);
    return message == nullptr ? std::string{} : broken_by_message(*message);
}

std::string broken_by_parsing(Subject const& subject, Connector const& connector, std::string_view bytes) {
    auto types = std::vector<std::string>{"application/json"};
    if (!subject.is_json) { types.emplace_back("application/x-www-form-urlencoded"); }
    for (auto const& type : types) {
        auto const headers = Headers{{"content-type", type}};
        auto const none = Fields{};
        auto broken = broken_by_request(connector, WebhookRequest{"POST", url, none, headers, bytes});
        if (!broken.empty()) { return type + ": " + broken; }
    }
    auto const query = subject.is_json ? std::nullopt : parse_form(bytes);
    if (!query) { return {}; }
    auto const address = std::string{url} + '?' + std::string{bytes};
    auto const headers = Headers{};
    return broken_by_request(connector, WebhookRequest{"GET", address, *query, headers, {}});
}

}  // namespace balie::test
