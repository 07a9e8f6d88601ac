// https://core.telegram.org/bots/api#update (read 2026-11)
#include "sandbox/telegram/payload.hpp"

#include <charconv>
#include <chrono>

namespace balie::sandbox::telegram {
namespace {

std::int64_t seconds(Time at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

Json person(Customer const& customer) {
    auto json = Json{{"id", chat_of(customer)},
                     {"is_bot", false},
                     {"first_name", customer.first_name()},
                     {"username", customer.handle},
                     {"language_code", "nl"}};
    if (!customer.last_name().empty()) { json["last_name"] = customer.last_name(); }
    return json;
}

Json chat(Customer const& customer) {
    auto json = person(customer);
    json.erase("is_bot");
    json.erase("language_code");
    json["type"] = "private";
    return json;
}

Webhook update(std::int64_t number, std::string kind, Json value) {
    auto made = Webhook{};
    made.body = plain_text({{"update_id", number}, {kind, std::move(value)}});
    made.what = std::move(kind);
    return made;
}

Json file_of(MediaFile const& file) {
    return {{"file_id", file.id},
            {"file_unique_id", "u" + file.id},
            {"file_size", file.bytes->size()},
            {"mime_type", file.mime},
            {"file_name", file.name}};
}

void add_file(Json& message, Entry const& entry, MediaFile const& file) {
    if (entry.type == "image") {
        auto const size = Json{{"file_id", file.id},
                               {"file_unique_id", "u" + file.id},
                               {"file_size", file.bytes->size()},
                               {"width", 1280},
                               {"height", 960}};
        message["photo"] = Json::array({size});
    } else if (entry.type == "audio" && entry.is_voice) {
        message["voice"] = file_of(file);
    } else if (entry.type == "sticker") {
        message["sticker"] = file_of(file);
        message["sticker"]["emoji"] = "👍";
    } else {
        message[entry.type] = file_of(file);
    }
    if (!entry.text.empty()) { message["caption"] = entry.text; }
}

void add_place(Json& message, Place const& place) {
    auto const location = Json{{"latitude", place.latitude}, {"longitude", place.longitude}};
    message["location"] = location;
    if (place.name.empty()) { return; }
    message["venue"] = {{"location", location}, {"title", place.name}, {"address", place.address}};
}

Json message_of(Happening const& what) {
    auto const& entry = *what.entry;
    auto message = Json{{"message_id", number_of(entry.id)},
                        {"from", person(*what.customer)},
                        {"chat", chat(*what.customer)},
                        {"date", seconds(entry.at)}};
    if (!entry.reply_to.empty()) {
        message["reply_to_message"] = {{"message_id", number_of(entry.reply_to)},
                                       {"chat", chat(*what.customer)},
                                       {"date", seconds(entry.at)}};
    }
    if (what.file != nullptr) {
        add_file(message, entry, *what.file);
    } else if (entry.type == "location") {
        add_place(message, entry.place);
    } else if (entry.type == "contacts" && !entry.names.empty()) {
        message["contact"] = {{"first_name", entry.names.front()}, {"phone_number", "31600000099"}};
    } else if (entry.type == "unsupported") {
        message["poll"] = {{"id", "1"}, {"question", "?"}};
    } else {
        message["text"] = entry.text;
    }
    return message;
}

}  // namespace

std::int64_t chat_of(Customer const& customer) {
    return number_of(std::string{customer_prefix} + customer.stem);
}

std::int64_t number_of(std::string_view message_id) {
    auto const mark = message_id.find(':');
    if (mark != std::string_view::npos) { message_id.remove_prefix(mark + 1); }
    auto number = std::int64_t{0};
    std::from_chars(message_id.data(), message_id.data() + message_id.size(), number);
    return number;
}

Webhook message_update(std::int64_t number, Happening const& what) {
    return update(number, "message", message_of(what));
}

Webhook edit_update(std::int64_t number, Happening const& what) {
    auto message = message_of(what);
    message["edit_date"] = seconds(now());
    return update(number, "edited_message", std::move(message));
}

Webhook reaction_update(std::int64_t number, Happening const& what) {
    auto list = Json::array();
    if (!what.value.empty()) { list.push_back({{"type", "emoji"}, {"emoji", what.value}}); }
    return update(number, "message_reaction",
                  {{"chat", chat(*what.customer)},
                   {"message_id", number_of(what.entry->id)},
                   {"user", person(*what.customer)},
                   {"date", seconds(now())},
                   {"old_reaction", Json::array()},
                   {"new_reaction", std::move(list)}});
}

Webhook membership_update(std::int64_t number, Customer const& customer, bool is_blocked) {
    auto const state = [](char const* word) { return Json{{"status", word}}; };
    return update(number, "my_chat_member",
                  {{"chat", chat(customer)},
                   {"from", person(customer)},
                   {"date", seconds(now())},
                   {"old_chat_member", state(is_blocked ? "member" : "kicked")},
                   {"new_chat_member", state(is_blocked ? "kicked" : "member")}});
}

}  // namespace balie::sandbox::telegram
