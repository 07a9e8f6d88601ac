// Absent is absent: what an entry does not have does not appear.
#include "sandbox/page_state.hpp"

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
    put(json, "answers_in_private_to", entry.answers_in_private_to);
    put(json, "author_id", entry.author_id);
    put(json, "own_reaction", entry.own_reaction);
    put(json, "other_reaction", entry.other_reaction);
    put(json, "status", entry.status);
    put(json, "is_edited", entry.is_edited());
    put(json, "is_hidden", entry.is_hidden);
    put(json, "is_deleted", entry.is_deleted);
    if (entry.type == "location") { json["place"] = place(entry.place); }
    if (!entry.names.empty()) { json["names"] = entry.names; }
    if (!entry.buttons.empty()) { json["buttons"] = buttons(entry); }
    return json;
}

namespace {

Json can(std::optional<Can> const& can) {
    auto json = Json{{"files", can->files}};
    put(json, "replies", can->replies);
    put(json, "reactions", can->reactions);
    put(json, "edits", can->edits);
    put(json, "deletes", can->deletes);
    put(json, "shares", can->shares);
    put(json, "unknown_kinds", can->unknown_kinds);
    put(json, "stops", can->stops);
    return json;
}

std::size_t unseen_of(Station& station) {
    auto count = std::size_t{0};
    for (auto const& [customer, thread] : station.line.threads()) { count += thread.unseen; }
    for (auto const& post : station.line.posts()) { count += post.comments.unseen; }
    return count;
}

// Under a post everybody's name stands beside what they wrote.
Json commented(Station& station, Entry const& entry) {
    auto json = to_json(entry);
    auto const* const customer = station.line.customers().find(entry.author_id);
    json["author_name"] = entry.author == Author::desk || customer == nullptr
                              ? station.line.options().business
                              : customer->name;
    return json;
}

}  // namespace

Json channel_of(Station& station) {
    auto const& abilities = station.platform->abilities();
    auto const& options = station.line.options();
    auto json = Json{{"channel", to_word(options.channel)},
                     {"name", options.business},
                     {"handle", options.handle},
                     {"unseen", unseen_of(station)},
                     {"codes", abilities.codes}};
    if (abilities.in_private) { json["in_private"] = can(abilities.in_private); }
    if (abilities.in_public) { json["in_public"] = can(abilities.in_public); }
    put(json, "begins_posts", abilities.begins_posts);
    put(json, "wants_phone", abilities.wants_phone);
    put(json, "tells_delivered", abilities.tells_delivered);
    put(json, "tells_read", abilities.tells_read);
    put(json, "shows_typing", abilities.shows_typing);
    put(json, "has_window", abilities.has_window);
    return json;
}

Json summary(Station& station, Customer const& customer) {
    auto json = Json{{"id", customer.id},
                     {"name", customer.name},
                     {"handle", customer.handle},
                     {"unseen", station.line.thread_of(customer).unseen}};
    put(json, "phone", customer.phone);
    put(json, "username", customer.username);
    return json;
}

Json thread(Station& station, Customer const& customer) {
    auto const& shown = station.line.thread_of(customer);
    auto json = summary(station, customer);
    auto entries = Json::array();
    for (auto const& entry : shown.entries) { entries.push_back(to_json(entry)); }
    json["thread"] = std::move(entries);
    if (shown.typing_until > now()) { json["typing_until"] = to_rfc3339(shown.typing_until); }
    return json;
}

Json posts(Station& station) {
    auto list = Json::array();
    auto& all = station.line.posts();
    for (auto post = all.rbegin(); post != all.rend(); ++post) {
        auto json = commented(station, post->root);
        auto comments = Json::array();
        for (auto const& entry : post->comments.entries) { comments.push_back(commented(station, entry)); }
        json["comments"] = std::move(comments);
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace balie::sandbox
