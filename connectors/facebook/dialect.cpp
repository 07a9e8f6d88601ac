// A page's webhooks carry `changes` for its feed and `messaging` for Messenger; the latter are that channel's.
#include <connectors/facebook/dialect.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/facebook/post.hpp>
#include <connectors/meta/emoji.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::facebook {
namespace {

using meta::Events;

std::string id_of(Change const& change, std::string_view verb) {
    return change.id + ':' + std::string{verb} + ':' + change.moment;
}

// The page's own posts are announcements, not conversations.
void read_add(Events& events, Change const& change, std::string_view source) {
    if (change.is_ours && !change.is_comment()) { return; }
    events.emplace_back(post_message(change, source));
}

// created_time may be that of the comment itself: the words tell two edits apart.
void read_edit(Events& events, Change const& change, std::string_view) {
    auto const* const text = json::member(change.value, "message");
    if (text == nullptr || !text->is_string()) {
        events.push_back(meta::unreadable("edit without text", change.source));
        return;
    }
    auto edit = MessageEdit{};
    edit.address = change.address;
    edit.text = json::text(change.value, "message");
    edit.external_id = id_of(change, "edited") + ':' + to_hex(sha256(edit.text)).substr(0, 16);
    edit.target_external_id = change.id;
    edit.contact = change.contact;
    edit.platform_at = change.at;
    events.emplace_back(std::move(edit));
}

void read_remove(Events& events, Change const& change, std::string_view) {
    events.emplace_back(
        MessageDeletion{change.address, change.id + ":removed", change.id, change.contact, change.at});
}

void read_hide(Events& events, Change const& change, std::string_view) {
    auto const is_hidden = change.verb == "hide";
    events.emplace_back(
        HidingChange{change.address, id_of(change, change.verb), change.id, is_hidden, change.at});
}

struct Verb {
    std::string_view word;
    void (*read)(Events&, Change const&, std::string_view source);
};

constexpr auto verbs = std::to_array<Verb>({
    {"add", read_add},
    {"edit", read_edit},
    {"edited", read_edit},
    {"remove", read_remove},
    {"delete", read_remove},
    {"hide", read_hide},
    {"unhide", read_hide},
});

constexpr auto written_items = std::to_array<std::string_view>(
    {"comment", "post", "status", "photo", "video", "share", "link", "album", "note", "rating"});

bool is_written(std::string_view item) {
    return std::find(written_items.begin(), written_items.end(), item) != written_items.end();
}

// A like is the oldest of reactions.
void read_reaction(Events& events, Change const& change) {
    auto const& author = change.contact.identities.front().value;
    auto reaction = ReactionChange{};
    reaction.address = change.address;
    reaction.external_id = "rx:" + change.id + ':' + author + ':' + change.verb + ':' + change.moment;
    reaction.target_external_id = change.id;
    reaction.contact = change.contact;
    reaction.direction = change.is_ours ? Direction::out : Direction::in;
    reaction.platform_at = change.at;
    if (change.verb != "remove") {
        auto const word = meta::name_in(change.value, "reaction_type");
        reaction.emoji = meta::emoji_of(word.empty() ? "like" : word);
    }
    events.emplace_back(std::move(reaction));
}

void read_feed(Events& events, meta::Entry const& entry, json::Value const& value, std::string_view field) {
    auto const* const object = value.if_object();
    if (object == nullptr) {
        events.push_back(meta::unreadable("change is not an object", value));
        return;
    }
    auto change = change_of(entry, value, *object);
    auto const is_reaction = change.item == "reaction" || change.item == "like";
    // Somebody likes, or follows, the page itself.
    if (is_reaction && change.id.empty()) { return; }
    if (change.item.empty() || change.id.empty()) {
        events.push_back(meta::unreadable("change of nothing that we know", value));
        return;
    }
    if (is_reaction) { return read_reaction(events, change); }
    auto const verb = std::find_if(verbs.begin(), verbs.end(),
                                   [&change](auto const& one) { return one.word == change.verb; });
    // Who was blocked or muted, and what became of an event or an offer, is no conversation.
    if (!is_written(change.item) || verb == verbs.end()) { return; }
    verb->read(events, change, field);
}

void read_change(Events& events, meta::Entry const& entry, json::Value const& item) {
    auto const* const object = item.if_object();
    auto const field = object == nullptr ? std::string{} : meta::name_in(*object, "field");
    auto const* const value = object == nullptr ? nullptr : json::member(*object, "value");
    if (field.empty() || value == nullptr) {
        events.push_back(meta::unreadable("change without field or value", item));
    } else if (field == "feed" || field == "mention" || field == "ratings") {
        read_feed(events, entry, *value, field);
    } else {
        // Of a field that we do not know only the name is shown.
        events.emplace_back(ChannelNotice{entry.address, field});
    }
}

void read_entry(Events& events, meta::Entry const& entry) {
    auto const* const changes = json::array_in(entry.object, "changes");
    if (changes != nullptr) {
        for (auto const& item : *changes) { read_change(events, entry, item); }
        return;
    }
    auto const is_private = json::member(entry.object, "messaging") != nullptr ||
                            json::member(entry.object, "standby") != nullptr;
    if (!is_private) { events.push_back(meta::unreadable("entry without changes", entry.value)); }
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    return meta::parse_entries(body, "page", read_entry);
}

}  // namespace balie::connectors::facebook
