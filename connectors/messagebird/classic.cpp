// https://developers.messagebird.com/api/sms-messaging/ (read 2026-11)
#include <connectors/messagebird/classic.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/sms/phone.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::messagebird {
namespace {

using sms::Form;

constexpr auto files_max = std::size_t{10};
constexpr auto opted_out_code = std::string_view{"103"};

struct StatusWord {
    std::string_view word;
    std::optional<DeliveryStatus> status;  // absent: known, and nothing that a customer would notice
};

constexpr auto status_words = std::to_array<StatusWord>({
    {"scheduled", std::nullopt},
    {"sent", DeliveryStatus::sent},
    {"buffered", DeliveryStatus::sent},  // with the operator; the telephone is off
    {"delivered", DeliveryStatus::delivered},
    {"expired", DeliveryStatus::failed},
    {"delivery_failed", DeliveryStatus::failed},
    {"rejected", DeliveryStatus::failed},
});

Error malformed(std::string detail) { return {ErrorCode::malformed, std::move(detail)}; }

std::string first_of(Form const& form, std::initializer_list<std::string_view> names) {
    for (auto const name : names) {
        if (auto text = form.text(name); !text.empty()) { return text; }
    }
    return {};
}

InboundContact contact_of(std::string_view written) {
    auto contact = InboundContact{};
    if (auto identity = sms::identity_of(written)) { contact.identities.push_back(*std::move(identity)); }
    return contact;
}

void add_file(InboundMessage& message, std::string_view url) {
    if (url.empty() || message.attachments.size() == files_max) { return; }
    message.attachments.push_back(sms::attachment_of(std::string{trimmed(url)}, {}));
}

// One address, several values, a list in JSON, or addresses divided by commas: all have been seen or documented.
void read_files(Form const& form, InboundMessage& message) {
    for (auto const& value : form.all("mediaUrls")) {
        auto const document = json::Document{value};
        auto const* const list = document.root() == nullptr ? nullptr : document.root()->if_array();
        if (list != nullptr) {
            for (auto const& one : *list) {
                if (one.is_string()) { add_file(message, storable(std::string{one.get_string()})); }
            }
            continue;
        }
        auto rest = std::string_view{value};
        while (!rest.empty()) {
            auto const end = std::min(rest.find(",http"), rest.size());
            add_file(message, rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    message.content_type = sms::content_type_of(message.attachments);
}

Result<std::vector<InboundEvent>> status_events(Form const& form, std::string const& word) {
    auto const known = std::find_if(status_words.begin(), status_words.end(),
                                    [&word](auto const& one) { return one.word == word; });
    if (known == status_words.end()) { return malformed("unknown status"); }
    auto update = DeliveryUpdate{};
    update.external_id = form.word("id");
    update.opaque = form.word("reference");
    if (update.external_id.empty() && update.opaque.empty()) { return malformed("a status of no message"); }
    auto events = std::vector<InboundEvent>{};
    if (!known->status) { return events; }
    update.status = *known->status;
    update.platform_at = sms::moment_of(form.word("statusDatetime"));
    auto const code = form.word("statusErrorCode");
    if (update.status == DeliveryStatus::failed) {
        update.error_code = code;
        update.error_title = form.word("statusReason");
        if (update.error_title.empty()) { update.error_title = word; }
    }
    auto contact = contact_of(form.word("recipient"));
    auto const is_opted_out = code == opted_out_code && !contact.identities.empty();
    auto wish = opted_out(update, std::move(contact));
    events.emplace_back(std::move(update));
    if (is_opted_out) { events.emplace_back(std::move(wish)); }
    return events;
}

}  // namespace

OptOut opted_out(DeliveryUpdate const& update, InboundContact contact) {
    auto change = OptOut{};
    change.address = update.address;
    change.external_id = update.external_id.empty() ? update.opaque : update.external_id;
    change.contact = std::move(contact);
    change.platform_at = update.platform_at;
    return change;
}

Result<std::vector<InboundEvent>> classic_events(Form const& form) {
    auto const status = lowered(form.word("status"));
    if (!status.empty() && !form.has("body") && !form.has("message")) { return status_events(form, status); }
    auto message = InboundMessage{};
    message.external_id = form.word(form.word("id").empty() ? "mid" : "id");
    if (message.external_id.empty()) { return malformed("neither a message nor a status: no id"); }
    message.contact = contact_of(form.word("originator"));
    if (message.contact.identities.empty()) { return malformed("a message of nobody"); }
    message.address = sms::address_of(first_of(form, {"recipient", "shortcode"}));
    message.text = first_of(form, {"body", "message"});
    auto const subject = form.text("subject");
    if (!subject.empty() && subject != message.text) {
        message.text = message.text.empty() ? subject : subject + '\n' + message.text;
    }
    message.platform_at =
        sms::moment_of(first_of(form, {"createdDatetime", "receive_datetime", "receivedDatetime"}));
    read_files(form, message);
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    return events;
}

}  // namespace balie::connectors::messagebird
