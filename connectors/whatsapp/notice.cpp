// The members that hold the news differ from field to field; this table knows where they are.
#include <connectors/whatsapp/notice.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::whatsapp {
namespace {

struct NoticeField {
    std::string_view field;
    std::string_view kind;
    std::string_view code;
    std::string_view title;
    std::string_view detail;
};

constexpr auto notice_fields = std::to_array<NoticeField>({
    {"message_template_status_update", "template_status", "event", "message_template_name", "reason"},
    {"message_template_quality_update", "template_quality", "new_quality_score", "message_template_name",
     "previous_quality_score"},
    {"template_category_update", "template_category", "new_category", "message_template_name",
     "previous_category"},
    {"message_template_components_update", "template_components", "event", "message_template_name",
     "message_template_language"},
    {"phone_number_quality_update", "quality", "event", "display_phone_number", "current_limit"},
    {"phone_number_name_update", "name_review", "decision", "requested_verified_name", "rejection_reason"},
    {"account_update", "account", "event", "phone_number", "country"},
    {"account_review_update", "account_review", "decision", "", ""},
    {"account_alerts", "account_alert", "alert_type", "entity_type", "alert_description"},
    {"business_capability_update", "capability", "event", "", ""},
    {"security", "security", "event", "display_phone_number", ""},
});

}  // namespace

InboundEvent notice_event(Change const& change) {
    auto const known = std::find_if(notice_fields.begin(), notice_fields.end(),
                                    [&change](auto const& one) { return one.field == change.field; });
    auto notice = ChannelNotice{change.address};
    // Of a field that we do not know, nothing is shown: it may hold a customer's words. The raw body is kept.
    if (known == notice_fields.end()) {
        notice.kind = first_characters(storable(std::string{change.field}), json::name_characters_max);
        return notice;
    }
    notice.kind = known->kind;
    notice.code = json::word(change.value, known->code);
    notice.title = json::word(change.value, known->title);
    notice.detail = json::word(change.value, known->detail);
    return notice;
}

}  // namespace balie::connectors::whatsapp
