#include <connectors/messagebird/dialect.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/messagebird/bird.hpp>
#include <connectors/messagebird/channels.hpp>
#include <connectors/messagebird/classic.hpp>

namespace balie::connectors::messagebird {
namespace {

bool is_json(WebhookRequest const& request) {
    auto const type = lowered(header(request.headers, "Content-Type"));
    if (type.find("json") != std::string::npos) { return true; }
    return trimmed(request.body).starts_with('{');
}

// A classic webhook as JSON has the words of the form.
sms::Form form_of(json::Object const& object) {
    auto form = sms::Form{};
    for (auto const& [key, value] : object) {
        if (auto const* const list = value.if_array()) {
            for (auto const& one : *list) {
                if (one.is_string()) { form.add(key, std::string_view{one.get_string()}); }
            }
        } else {
            auto const text = json::view(object, key);
            form.add(key, text.empty() ? json::word(object, key) : std::string{text});
        }
    }
    return form;
}

}  // namespace

Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) {
    if (request.method == "GET" || !is_json(request)) {
        auto const form = sms::form_of(request);
        if (!form) { return form.error(); }
        return classic_events(*form);
    }
    auto const document = json::Document{request.body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return Error{ErrorCode::malformed, "not a webhook of MessageBird"}; }
    if (auto const* const payload = json::object_in(*root, "payload")) {
        return channels_events(json::view(*root, "event"), *payload);
    }
    if (auto const* const data = json::object_in(*root, "data")) {
        return bird_events(*root, *data, header(request.headers, "webhook-id"));
    }
    return classic_events(form_of(*root));
}

}  // namespace balie::connectors::messagebird
