// https://developers.cm.com/messaging/docs/incoming-messages and .../incoming-status-report (read 2026-11)
#include <connectors/cm/dialect.hpp>

#include <connectors/cm/any_case.hpp>
#include <connectors/cm/message.hpp>
#include <connectors/cm/status.hpp>
#include <connectors/cm/xml.hpp>
#include <connectors/json/document.hpp>

namespace balie::connectors::cm {
namespace {

Error malformed(std::string detail) { return {ErrorCode::malformed, std::move(detail)}; }

bool is_xml(WebhookRequest const& request) {
    auto const body = trimmed(request.body);
    return body.starts_with('<') || body.starts_with("\xEF\xBB\xBF<");
}

Result<std::vector<InboundEvent>> events_of_xml(std::string_view body) {
    auto const root = read_xml(body);
    if (!root) { return root.error(); }
    auto events = std::vector<InboundEvent>{};
    for (auto const& item : root->children) {
        if (item.name == "msg") { events.push_back(status_event(report_of(item))); }
    }
    if (root->name != "messages" || events.empty()) { return malformed("no report in it"); }
    return events;
}

// {"messages": {"msg": {...} or [...]}}
std::vector<InboundEvent> report_events(json::Value const& list) {
    auto events = std::vector<InboundEvent>{};
    auto const add = [&events](json::Value const& item) { events.push_back(status_event(report_of(item))); };
    if (auto const* const many = list.if_array()) {
        for (auto const& one : *many) { add(one); }
    } else {
        add(list);
    }
    return events;
}

}  // namespace

Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) {
    if (is_xml(request)) { return events_of_xml(request.body); }
    auto const document = json::Document{request.body};
    if (document.root() == nullptr) { return malformed("not JSON: " + document.fault()); }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return malformed("not a webhook of CM"); }
    if (auto const* const messages = object_of(*root, "messages")) {
        auto const* const list = value_of(*messages, "msg");
        if (list == nullptr) { return malformed("no report in it"); }
        return report_events(*list);
    }
    return message_events(*root);
}

}  // namespace balie::connectors::cm
