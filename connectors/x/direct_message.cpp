// https://docs.x.com/x-api/account-activity/introduction (2026-08)
#include <connectors/x/direct_message.hpp>

#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/x/attachment.hpp>
#include <connectors/x/post.hpp>

#include <charconv>
#include <chrono>
#include <cmath>

namespace balie::connectors::x {
namespace {

using json::Object;
using json::ObjectWriter;

constexpr auto snowflake_epoch = std::chrono::milliseconds{1'288'834'974'657};
constexpr auto snowflake_shift = 22U;

// Who wrote to whom. In a conversation of two, the other one is the customer, whoever wrote.
struct Parties {
    std::string sender;
    std::string recipient;
};

std::string customer_of(Parties const& parties, std::string const& us) {
    return parties.sender == us ? parties.recipient : parties.sender;
}

// "20-10" and "20:10": the two who talk, in either order.
std::string other_party(std::string_view conversation, std::string_view one) {
    auto const mark = conversation.find_first_of("-:");
    if (mark == std::string_view::npos) { return {}; }
    auto const first = conversation.substr(0, mark);
    auto const second = conversation.substr(mark + 1);
    return std::string{first == one ? second : first};
}

std::string conversation_of(Object const& item) {
    auto id = json::id_in(item, "dm_conversation_id");
    return id.empty() ? json::id_in(item, "conversation_id") : id;
}

Parties parties_of(Object const& item) {
    auto parties = Parties{exact_id(item, "sender_id"), {}};
    if (auto const* const target = json::object_in(item, "target")) {
        parties.recipient = exact_id(*target, "recipient_id");
    }
    if (parties.recipient.empty()) { parties.recipient = other_party(conversation_of(item), parties.sender); }
    return parties;
}

std::optional<double> number_of(json::Value const& value) {
    auto fault = boost::json::error_code{};
    auto const number = value.to_number<double>(fault);
    return fault || !std::isfinite(number) ? std::nullopt : std::optional{number};
}

void read_location(Object const& attachment, InboundMessage& message, ObjectWriter& content) {
    auto const* const location = json::object_in(attachment, "location");
    auto const* const shared =
        location == nullptr ? nullptr : json::object_in(*location, "shared_coordinate");
    auto const* const outer = shared == nullptr ? nullptr : json::object_in(*shared, "coordinates");
    auto const* const pair = outer == nullptr ? nullptr : json::array_in(*outer, "coordinates");
    if (pair == nullptr || pair->size() != 2) { return; }
    auto const longitude = number_of(pair->at(0));
    auto const latitude = number_of(pair->at(1));
    if (!longitude || !latitude) { return; }
    message.content_type = ContentType::location;
    content.json("location",
                 ObjectWriter{}.number("latitude", *latitude).number("longitude", *longitude).take());
}

void read_data(Object const& data, InboundMessage& message) {
    auto content = ObjectWriter{};
    message.text = unescaped(json::text(data, "text"));
    if (auto const* const attachment = json::object_in(data, "attachment")) {
        message.attachments = attachments_of(json::member(*attachment, "media"));
        read_location(*attachment, message, content);
    }
    if (!message.attachments.empty()) {
        auto const is_film = message.attachments.front().kind == AttachmentKind::video;
        message.content_type = is_film ? ContentType::video : ContentType::image;
    }
    if (auto const* const answer = json::object_in(data, "quick_reply_response")) {
        message.content_type = ContentType::interactive;
        auto choice = ObjectWriter{};
        choice.text("kind", "quick_reply").text_if_any("id", json::word(*answer, "metadata"));
        content.json("interactive", choice.text("title", message.text).take());
    }
    if (!content.is_empty()) { message.content = content.take(); }
}

void mark_unsupported(InboundMessage& message, std::string_view type) {
    message.content_type = ContentType::unsupported;
    message.content = ObjectWriter{}.json("unsupported", ObjectWriter{}.text("type", type).take()).take();
}

std::optional<Time> time_of(Object const& item) {
    for (auto const key : {"created_timestamp", "created_at", "created_at_msec"}) {
        if (auto const at = json::time_in(item, key)) { return at; }
    }
    return std::nullopt;
}

// An id of the platform holds the millisecond in which it was given out.
std::optional<Time> time_of_id(std::string_view id) {
    auto number = std::uint64_t{0};
    auto const [end, fault] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (fault != std::errc{} || end != id.data() + id.size()) { return std::nullopt; }
    auto const since = std::chrono::milliseconds{static_cast<std::int64_t>(number >> snowflake_shift)};
    return json::plausible(Time{snowflake_epoch + since});
}

InboundMessage message_of(Object const& item, std::string id, Parties const& parties, std::string const& us,
                          People const& people) {
    return InboundMessage{us,
                          std::move(id),
                          parties.sender == us ? Direction::out : Direction::in,
                          MessageKind::message,
                          people.contact(customer_of(parties, us)),
                          time_of(item)};
}

bool is_whole(std::string const& id, Parties const& parties, std::string const& us) {
    return !id.empty() && !parties.sender.empty() && !customer_of(parties, us).empty();
}

}  // namespace

InboundEvent direct_message_event(json::Value const& item, std::string const& us, People const& people) {
    auto const* const object = item.if_object();
    if (object == nullptr) { return json::unreadable("direct message is not an object", item); }
    auto const* const created = json::object_in(*object, "message_create");
    auto const parties = parties_of(created == nullptr ? *object : *created);
    auto id = exact_id(*object, "id");
    if (!is_whole(id, parties, us)) { return json::unreadable("direct message without id or parties", item); }
    auto message = message_of(*object, std::move(id), parties, us, people);
    auto const* const data = created == nullptr ? nullptr : json::object_in(*created, "message_data");
    auto const is_newer =
        json::view(*object, "event_type") == "MessageCreate" || !json::view(*object, "text").empty();
    if (data != nullptr) {
        read_data(*data, message);
    } else if (is_newer) {
        read_data(*object, message);
    } else {
        mark_unsupported(message, json::view(*object, "type"));
    }
    return message;
}

std::optional<InboundEvent> read_event(json::Value const& item, std::string const& us, People const& people) {
    auto const* const object = item.if_object();
    if (object == nullptr) { return json::unreadable("mark of reading is not an object", item); }
    auto const reader = exact_id(*object, "sender_id");
    if (reader.empty()) { return json::unreadable("mark of reading of nobody", item); }
    if (reader == us) { return std::nullopt; }
    auto const stated = time_of(*object);
    auto const at = stated ? stated : time_of_id(json::id_in(*object, "last_read_event_id"));
    if (!at) { return json::unreadable("mark of reading without a time", item); }
    return Watermark{us, people.contact(reader), DeliveryStatus::read, *at};
}

InboundEvent encrypted_event(json::Value const& item, std::string const& us, People const& people) {
    auto const* const object = item.if_object();
    if (object == nullptr) { return json::unreadable("encrypted message is not an object", item); }
    auto id = json::id_in(*object, "id");
    if (id.empty()) { id = json::id_in(*object, "message_id"); }
    auto const parties = parties_of(*object);
    if (!is_whole(id, parties, us)) {
        return json::unreadable("encrypted message without id or parties", item);
    }
    auto message = message_of(*object, std::move(id), parties, us, people);
    mark_unsupported(message, "encrypted");
    return message;
}

}  // namespace balie::connectors::x
