// The meanings of the codes are not in the part of the documentation that we could read; those of WhatsApp's errors are:
// https://developers.cm.com/messaging/docs/whatsapp-standard-errors (read 2026-11)
#include <connectors/cm/status.hpp>

#include <balie/base/text.hpp>
#include <connectors/cm/any_case.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/moment.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

constexpr auto reference_bytes_max = std::size_t{512};

struct StatusCode {
    std::string_view code;
    std::string_view word;
    DeliveryStatus status;
};

constexpr auto status_codes = std::to_array<StatusCode>({
    {"0", "accepted", DeliveryStatus::sent},
    {"1", "rejected", DeliveryStatus::failed},
    {"2", "delivered", DeliveryStatus::delivered},
    {"3", "failed", DeliveryStatus::failed},
    {"4", "read", DeliveryStatus::read},
});

// "More than 24 hours have passed since the customer last replied": CM's number for it, and Meta's own.
constexpr auto window_closed_codes = std::to_array<std::string_view>({"62", "131047"});

bool says_window_closed(std::string_view error_code) {
    return std::find(window_closed_codes.begin(), window_closed_codes.end(), error_code) !=
           window_closed_codes.end();
}

InboundEvent unreadable(std::string reason, std::string item) {
    auto made = Unreadable{};
    made.reason = std::move(reason);
    made.item = std::move(item);
    return made;
}

}  // namespace

Report report_of(json::Value const& value) {
    auto report = Report{};
    report.item = json::to_text(value);
    auto const* const item = value.if_object();
    if (item == nullptr) { return report; }
    report.reference = text_of(*item, "reference");
    report.received = text_of(*item, "received");
    auto const* const status = object_of(*item, "status");
    if (status == nullptr) {
        report.code = text_of(*item, "status");
        return report;
    }
    report.code = text_of(*status, "code");
    report.error_code = text_of(*status, "errorCode");
    report.error_description = text_of(*status, "errorDescription");
    return report;
}

Report report_of(Element const& item) {
    auto report = Report{};
    report.item = "<msg>";
    report.reference = item.child_text("reference");
    report.received = item.attribute("received");
    if (report.received.empty()) { report.received = item.child_text("received"); }
    if (auto const* const status = item.child("status")) {
        report.code = status->child_text("code");
        if (report.code.empty()) { report.code = storable(std::string{trimmed(status->text)}); }
        report.error_code = status->child_text("errorcode");
        report.error_description = status->child_text("errordescription");
    }
    return report;
}

InboundEvent status_event(Report report) {
    if (report.reference.empty() || report.reference.size() > reference_bytes_max) {
        return unreadable("a report without a reference", std::move(report.item));
    }
    auto const word = lowered(report.code);
    auto const known = std::find_if(status_codes.begin(), status_codes.end(), [&word](auto const& one) {
        return one.code == word || one.word == word;
    });
    if (known == status_codes.end()) {
        return unreadable("a report with an unknown code", std::move(report.item));
    }
    auto update = DeliveryUpdate{};
    update.external_id = report.reference;
    update.opaque = std::move(report.reference);
    update.status = known->status;
    update.platform_at = sms::moment_of(report.received);
    if (known->status == DeliveryStatus::failed) {
        update.window_closed = says_window_closed(report.error_code);
        update.error_code = std::move(report.error_code);
        update.error_title = std::move(report.error_description);
        if (update.error_title.empty()) { update.error_title = known->word; }
    }
    return update;
}

}  // namespace balie::connectors::cm
