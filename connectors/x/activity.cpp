// https://docs.x.com/x-api/activity/event-payloads (2026-08)
#include <connectors/x/deletion.hpp>
#include <connectors/x/dialect.hpp>
#include <connectors/x/direct_message.hpp>
#include <connectors/x/post.hpp>

#include <connectors/json/item.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::x {
namespace {

using json::Object;
using Events = std::vector<InboundEvent>;

struct Activity {
    std::string us;
    std::string_view type;
    json::Value const& payload_value;
    Object const& payload;
    Object const* includes;
    People people;
};

void read_posted(Events& events, Activity const& activity) {
    auto post = read_post(activity.payload, activity.includes);
    auto event = post_event(std::move(post), activity.us, activity.people, activity.payload_value);
    if (event) { events.push_back(std::move(*event)); }
}

void read_deleted(Events& events, Activity const& activity) {
    auto id = exact_id(activity.payload, "id");
    if (id.empty()) {
        events.push_back(json::unreadable("deletion of no post", activity.payload_value));
        return;
    }
    auto const at = json::time_in(activity.payload, "deleted_at");
    events.push_back(deletion_event(std::move(id), exact_id(activity.payload, "author_id"), activity.us,
                                    activity.people, at));
}

// A list inside the payload, or the payload itself.
template <class Read>
void read_each(Activity const& activity, std::string_view key, Read read) {
    auto const* const items = json::array_in(activity.payload, key);
    if (items == nullptr) {
        read(activity.payload_value);
        return;
    }
    for (auto const& item : *items) { read(item); }
}

void read_direct_messages(Events& events, Activity const& activity) {
    read_each(activity, "direct_message_events", [&](json::Value const& item) {
        events.push_back(direct_message_event(item, activity.us, activity.people));
    });
}

void read_marks(Events& events, Activity const& activity) {
    read_each(activity, "direct_message_mark_read_events", [&](json::Value const& item) {
        auto event = read_event(item, activity.us, activity.people);
        if (event) { events.push_back(std::move(*event)); }
    });
}

void read_encrypted(Events& events, Activity const& activity) {
    read_each(activity, "direct_message_events", [&](json::Value const& item) {
        events.push_back(encrypted_event(item, activity.us, activity.people));
    });
}

void read_revoked(Events& events, Activity const& activity) {
    events.push_back(
        revoked_event(exact_id(activity.payload, "user_id"), json::name_in(activity.payload, "date_time")));
}

// Nothing that anybody has to answer.
void ignore(Events&, Activity const&) {}

struct Kind {
    std::string_view prefix;
    void (*read)(Events&, Activity const&);
};

// The first prefix that fits decides, so that kinds of next year find their family.
constexpr auto kinds = std::to_array<Kind>({
    {"post.repost.", ignore},
    {"post.delete", read_deleted},
    {"post.", read_posted},
    {"dm.received", read_direct_messages},
    {"dm.sent", read_direct_messages},
    {"dm.read", read_marks},
    {"dm.indicate_typing", ignore},
    {"chat.received", read_encrypted},
    {"chat.sent", read_encrypted},
    {"chat.", ignore},
    {"oauth.revoke", read_revoked},
    {"like.", ignore},
    {"follow.", ignore},
    {"mute.", ignore},
    {"block.", ignore},
    {"profile.", ignore},
    {"spaces.", ignore},
    {"news.", ignore},
});

People people_in(Object const& payload, Object const* includes) {
    auto people = People{};
    people.add_map(json::object_in(payload, "users"));
    people.add_list(json::array_in(payload, "users"));
    if (includes != nullptr) {
        people.add_list(json::array_in(*includes, "users"));
        people.add_map(json::object_in(*includes, "users"));
    }
    return people;
}

}  // namespace

void read_activity(Events& events, json::Value const& item, Object const* includes) {
    auto const* const event = item.if_object();
    auto const* const payload_value = event == nullptr ? nullptr : json::member(*event, "payload");
    auto const* const payload = payload_value == nullptr ? nullptr : payload_value->if_object();
    auto const type = event == nullptr ? std::string_view{} : json::view(*event, "event_type");
    auto const kind = std::find_if(kinds.begin(), kinds.end(),
                                   [type](auto const& one) { return type.starts_with(one.prefix); });
    if (kind == kinds.end()) {
        events.push_back(json::unreadable("activity of a kind that is not known", item));
        return;
    }
    if (kind->read == ignore) { return; }
    if (payload == nullptr) {
        events.push_back(json::unreadable("activity without payload", item));
        return;
    }
    auto const* const filter = json::object_in(*event, "filter");
    auto us = filter == nullptr ? std::string{} : exact_id(*filter, "user_id");
    if (us.empty() && kind->read != read_revoked) {
        events.push_back(json::unreadable("activity of an account that is not named", item));
        return;
    }
    auto const* const own = json::object_in(*event, "includes");
    if (own != nullptr) { includes = own; }
    kind->read(events,
               {std::move(us), type, *payload_value, *payload, includes, people_in(*payload, includes)});
}

}  // namespace balie::connectors::x
