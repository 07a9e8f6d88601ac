// Unlike a platform's webhook this form is ours: what is not known is refused, not passed over.
#include <connectors/api/dialect.hpp>

#include <balie/domain/words.hpp>
#include <connectors/api/object_reader.hpp>
#include <connectors/api/person.hpp>
#include <connectors/json/item.hpp>
#include <connectors/json/reading.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::api {
namespace {

constexpr auto events_max = std::size_t{500};
constexpr auto attachments_max = std::size_t{10};
constexpr auto id_bytes_max = std::size_t{512};
constexpr auto text_bytes_max = std::size_t{64} << 10U;
constexpr auto url_bytes_max = std::size_t{4'000};
constexpr auto word_bytes_max = std::size_t{64};
constexpr auto title_bytes_max = std::size_t{500};

// An id of the caller's own. Ours, in their place, would take the place of a message that is still to be sent.
std::string own_id(ObjectReader& event, std::string_view name) {
    auto id = event.required_text(name, id_bytes_max);
    if (id.starts_with(own_id_mark)) { event.fault(name, "must not begin as the desk's own ids do"); }
    return id;
}

// Either side's message may be meant.
std::string target_id(ObjectReader& event) { return event.required_text("message_id", id_bytes_max); }

// "balie_1042.1" without its mark: the attempt.
std::string opaque_in(std::string_view id) {
    return std::string{id.starts_with(own_id_mark) ? id.substr(own_id_mark.size()) : std::string_view{}};
}

// Where an upload's id stands there is no address, and the other way round.
InboundAttachment read_attachment(ObjectReader& reader) {
    auto attachment = InboundAttachment{};
    auto const kind = from_word<AttachmentKind>(reader.required_text("kind", word_bytes_max));
    if (!kind) { reader.fault("kind", "is not a kind of file"); }
    attachment.kind = kind.value_or(AttachmentKind::document);
    attachment.voice = reader.boolean("voice").value_or(false);
    attachment.url = reader.text("url", url_bytes_max);
    attachment.media_id = reader.text("upload_id", word_bytes_max);
    attachment.mime = reader.text("mime", title_bytes_max);
    attachment.name = reader.text("name", title_bytes_max);
    if (attachment.url.empty() == attachment.media_id.empty()) {
        reader.fault("url", "or upload_id is required, one of the two");
    }
    auto const is_number = attachment.media_id.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) { reader.fault("upload_id", "must be the id of an upload"); }
    return attachment;
}

std::vector<InboundAttachment> read_attachments(ObjectReader& event) {
    auto found = std::vector<InboundAttachment>{};
    auto const* const list = event.array("attachments", attachments_max);
    if (list == nullptr) { return found; }
    for (auto const& value : *list) {
        auto const path = event.path_of("attachments") + '[' + std::to_string(found.size()) + ']';
        if (!value.is_object()) {
            event.fault("attachments", "must be a list of objects");
            break;
        }
        auto reader = ObjectReader{value.get_object(), path};
        found.push_back(read_attachment(reader));
        event.take_fault_of(reader);
    }
    return found;
}

InboundEvent read_message(ObjectReader& event) {
    auto message = InboundMessage{};
    message.external_id = own_id(event, "id");
    message.contact = read_person(event);
    message.platform_at = event.time("at");
    message.text = event.text("text", text_bytes_max);
    message.attachments = read_attachments(event);
    message.reply_to_external_id = event.text("reply_to_id", id_bytes_max);
    auto const direction = event.text("direction", word_bytes_max);
    if (!direction.empty() && direction != "in" && direction != "out") {
        event.fault("direction", "is in or out");
    }
    message.direction = direction == "out" ? Direction::out : Direction::in;
    if (message.text.empty() && message.attachments.empty()) {
        event.fault("text", "is required where there is no attachment");
    }
    if (!message.attachments.empty()) {
        auto const word = to_word(message.attachments.front().kind);
        message.content_type = from_word<ContentType>(word).value_or(ContentType::document);
    }
    return message;
}

InboundEvent read_edit(ObjectReader& event) {
    auto edit = MessageEdit{};
    edit.external_id = own_id(event, "id");
    edit.target_external_id = target_id(event);
    edit.contact = read_person(event);
    edit.text = event.required_text("text", text_bytes_max);
    edit.platform_at = event.time("at");
    return edit;
}

InboundEvent read_deletion(ObjectReader& event) {
    auto deletion = MessageDeletion{};
    deletion.external_id = own_id(event, "id");
    deletion.target_external_id = target_id(event);
    deletion.contact = read_person(event);
    deletion.platform_at = event.time("at");
    return deletion;
}

InboundEvent read_reaction(ObjectReader& event) {
    auto reaction = ReactionChange{};
    reaction.external_id = own_id(event, "id");
    reaction.target_external_id = target_id(event);
    reaction.contact = read_person(event);
    reaction.emoji = event.text("emoji", word_bytes_max);
    reaction.platform_at = event.time("at");
    return reaction;
}

InboundEvent read_receipt(ObjectReader& event) {
    auto update = DeliveryUpdate{};
    update.external_id = target_id(event);
    update.opaque = opaque_in(update.external_id);
    update.platform_at = event.time("at");
    constexpr auto words = std::to_array(
        {DeliveryStatus::sent, DeliveryStatus::failed, DeliveryStatus::delivered, DeliveryStatus::read});
    auto const status = from_word<DeliveryStatus>(event.required_text("status", word_bytes_max));
    if (!status || std::ranges::find(words, *status) == words.end()) {
        event.fault("status", "is sent, delivered, read or failed");
    }
    update.status = status.value_or(DeliveryStatus::sent);
    if (auto const* const object = event.object("error")) {
        auto reader = ObjectReader{*object, event.path_of("error")};
        update.error_code = reader.text("code", word_bytes_max);
        update.error_title = reader.required_text("title", title_bytes_max);
        update.error_detail = reader.text("detail", title_bytes_max);
        event.take_fault_of(reader);
    }
    return update;
}

InboundEvent read_consent(ObjectReader& event) {
    auto wish = OptOut{};
    wish.external_id = own_id(event, "id");
    wish.contact = read_person(event);
    auto const wants = event.boolean("wants_messages");
    if (!wants) { event.fault("wants_messages", "is required"); }
    wish.wants_messages = wants.value_or(false);
    wish.platform_at = event.time("at");
    return wish;
}

struct Kind {
    std::string_view word;
    InboundEvent (*read)(ObjectReader&);
};

constexpr auto kinds = std::to_array<Kind>({
    {"message", read_message},
    {"edit", read_edit},
    {"deletion", read_deletion},
    {"reaction", read_reaction},
    {"receipt", read_receipt},
    {"consent", read_consent},
});

InboundEvent read_event(json::Value const& value, std::size_t position) {
    auto const path = "events[" + std::to_string(position) + ']';
    if (!value.is_object()) { return json::unreadable(path + ": must be an object", value); }
    auto reader = ObjectReader{value.get_object(), path};
    auto const type = reader.required_text("type", word_bytes_max);
    auto const* const kind = std::ranges::find(kinds, type, &Kind::word);
    if (kind == kinds.end()) { return json::unreadable(path + ".type: is not a kind of event", value); }
    auto event = kind->read(reader);
    auto fault = reader.end();
    if (!fault.empty()) { return json::unreadable(std::move(fault), value); }
    return event;
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    auto const document = json::Document{body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    auto const* const list = root == nullptr ? nullptr : json::array_in(*root, "events");
    if (list == nullptr) { return Error{ErrorCode::malformed, "no list of events", {}, "events"}; }
    if (root->size() > 1) { return Error{ErrorCode::malformed, "more than a list of events", {}, "events"}; }
    if (list->size() > events_max) {
        return Error{ErrorCode::malformed, "more than 500 events at once", "too_many", "events"};
    }
    auto events = std::vector<InboundEvent>{};
    for (auto const& value : *list) { events.push_back(read_event(value, events.size())); }
    return events;
}

}  // namespace balie::connectors::api
