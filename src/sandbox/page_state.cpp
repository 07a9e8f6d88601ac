// Absent is absent: what an entry does not have does not appear.
#include "sandbox/page_state.hpp"

#include "sandbox/media_shelf.hpp"

#include <chrono>

namespace balie::sandbox {
namespace {

void put(Json& object, char const* name, std::string const& text) {
    if (!text.empty()) { object[name] = text; }
}

void put(Json& object, char const* name, bool flag) {
    if (flag) { object[name] = true; }
}

char const* word(Button::Kind kind) noexcept { return kind == Button::Kind::link ? "link" : "reply"; }

Json buttons(Entry const& entry) {
    auto list = Json::array();
    for (auto const& button : entry.buttons) {
        auto one = Json{{"kind", word(button.kind)}, {"title", button.title}};
        if (button.kind == Button::Kind::link) { one["url"] = button.id; }
        list.push_back(std::move(one));
    }
    return list;
}

Json place(Place const& place) {
    auto json = Json{{"latitude", place.latitude}, {"longitude", place.longitude}};
    put(json, "name", place.name);
    put(json, "address", place.address);
    return json;
}

}  // namespace

Json to_json(Entry const& entry) {
    auto json = Json{{"id", entry.id},
                     {"author", entry.author == Author::customer ? "customer" : "desk"},
                     {"type", entry.type},
                     {"at", to_rfc3339(entry.at)}};
    put(json, "text", entry.text);
    put(json, "header", entry.header);
    put(json, "footer", entry.footer);
    put(json, "media_id", entry.media_id);
    put(json, "mime", entry.mime);
    put(json, "file_name", entry.file_name);
    put(json, "is_voice", entry.is_voice);
    put(json, "reply_to", entry.reply_to);
    put(json, "own_reaction", entry.own_reaction);
    put(json, "other_reaction", entry.other_reaction);
    put(json, "status", entry.status);
    put(json, "is_edited", entry.is_edited);
    put(json, "is_deleted", entry.is_deleted);
    if (entry.type == "location") { json["place"] = place(entry.place); }
    if (!entry.names.empty()) { json["names"] = entry.names; }
    if (!entry.buttons.empty()) { json["buttons"] = buttons(entry); }
    return json;
}

Json summary(Customer const& customer) {
    auto json = Json{{"id", customer.id}, {"name", customer.name}, {"unseen", customer.unseen}};
    put(json, "phone", customer.phone);
    put(json, "username", customer.username);
    return json;
}

Json thread(Customer const& customer) {
    auto json = summary(customer);
    auto entries = Json::array();
    for (auto const& entry : customer.thread) { entries.push_back(to_json(entry)); }
    json["thread"] = std::move(entries);
    auto const now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (customer.typing_until > now) { json["typing_until"] = to_rfc3339(customer.typing_until); }
    return json;
}

}  // namespace balie::sandbox
