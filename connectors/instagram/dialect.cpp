// Private messages lie in `messaging`, comments in `changes`; with Instagram Login a change may lie in its entry.
// https://developers.facebook.com/docs/instagram-platform/webhooks/examples (2025-11-24)
#include <connectors/instagram/dialect.hpp>

#include <connectors/instagram/comment.hpp>
#include <connectors/meta/messaging.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::instagram {
namespace {

constexpr auto platform = meta::Platform{"instagram", IdentityKind::igsid, true};

void read_comment(meta::Events& events, meta::Entry const& entry, json::Value const& value) {
    events.push_back(comment_event(entry, value, false));
}
void read_live_comment(meta::Events& events, meta::Entry const& entry, json::Value const& value) {
    events.push_back(comment_event(entry, value, true));
}
void read_mention(meta::Events& events, meta::Entry const& entry, json::Value const& value) {
    events.push_back(mention_event(entry, value));
}
void read_private(meta::Events& events, meta::Entry const& entry, json::Value const& value) {
    meta::read_exchange(events, platform, entry, value);
}

struct Field {
    std::string_view word;
    void (*read)(meta::Events&, meta::Entry const&, json::Value const&);
};

constexpr auto fields = std::to_array<Field>({
    {"comments", read_comment},
    {"live_comments", read_live_comment},
    {"mentions", read_mention},
    {"messages", read_private},
    {"message_reactions", read_private},
    {"message_edit", read_private},
    {"messaging_postbacks", read_private},
    {"messaging_seen", read_private},
    {"messaging_referral", read_private},
    {"messaging_optins", read_private},
    {"messaging_handover", read_private},
    {"standby", read_private},
});

void read_change(meta::Events& events, meta::Entry const& entry, json::Object const& change,
                 json::Value const& item) {
    auto const word = meta::name_in(change, "field");
    auto const* const value = json::member(change, "value");
    if (word.empty() || value == nullptr) {
        events.push_back(meta::unreadable("change without field or value", item));
        return;
    }
    auto const known =
        std::find_if(fields.begin(), fields.end(), [&word](auto const& one) { return one.word == word; });
    if (known != fields.end()) {
        known->read(events, entry, *value);
    } else {
        // Of a field that we do not know only the name is shown.
        events.emplace_back(ChannelNotice{entry.address, word});
    }
}

bool read_changes(meta::Events& events, meta::Entry const& entry) {
    auto const* const stated = json::member(entry.object, "changes");
    if (stated == nullptr) { return false; }
    auto const* const changes = stated->if_array();
    if (changes == nullptr) {
        events.push_back(meta::unreadable("changes is not a list", *stated));
        return true;
    }
    for (auto const& item : *changes) {
        if (auto const* const change = item.if_object()) {
            read_change(events, entry, *change, item);
        } else {
            events.push_back(meta::unreadable("change is not an object", item));
        }
    }
    return true;
}

void read_entry(meta::Events& events, meta::Entry const& entry) {
    auto const has_private = json::member(entry.object, "messaging") != nullptr ||
                             json::member(entry.object, "standby") != nullptr;
    meta::read_messaging(events, platform, entry);
    auto const has_changes = read_changes(events, entry);
    if (json::member(entry.object, "field") != nullptr) {
        read_change(events, entry, entry.object, entry.value);
    } else if (!has_private && !has_changes) {
        events.push_back(meta::unreadable("entry without items", entry.value));
    }
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    return meta::parse_entries(body, "instagram", read_entry);
}

}  // namespace balie::connectors::instagram
