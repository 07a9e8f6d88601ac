// https://docs.x.com/x-api/account-activity/introduction (2026-08; deprecated there, still delivered)
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

struct Account {
    std::string us;
    bool author_has_blocked = false;
    People people = {};
};

void read_post_item(Events& events, Account const& account, json::Value const& item) {
    auto const* const status = item.if_object();
    if (status == nullptr) {
        events.push_back(json::unreadable("post is not an object", item));
        return;
    }
    auto post = read_status(*status);
    post.author_has_blocked = account.author_has_blocked;
    // Names stand in the posts themselves.
    auto people = account.people;
    people.add(json::object_in(*status, "user"));
    auto const* const entities = json::object_in(*status, "entities");
    if (entities != nullptr) { people.add_list(json::array_in(*entities, "user_mentions")); }
    auto event = post_event(std::move(post), account.us, people, item);
    if (event) { events.push_back(std::move(*event)); }
}

void read_deletion_item(Events& events, Account const& account, json::Value const& item) {
    auto const* const object = item.if_object();
    auto const* const status = object == nullptr ? nullptr : json::object_in(*object, "status");
    auto id = status == nullptr ? std::string{} : exact_id(*status, "id");
    if (id.empty()) {
        events.push_back(json::unreadable("deletion of no post", item));
        return;
    }
    events.push_back(deletion_event(std::move(id), exact_id(*status, "user_id"), account.us, account.people,
                                    json::time_in(*object, "timestamp_ms")));
}

void read_message_item(Events& events, Account const& account, json::Value const& item) {
    events.push_back(direct_message_event(item, account.us, account.people));
}

void read_mark_item(Events& events, Account const& account, json::Value const& item) {
    auto event = read_event(item, account.us, account.people);
    if (event) { events.push_back(std::move(*event)); }
}

void ignore(Events&, Account const&, json::Value const&) {}

struct ItemList {
    std::string_view key;
    void (*read)(Events&, Account const&, json::Value const&);
};

constexpr auto item_lists = std::to_array<ItemList>({
    {"tweet_create_events", read_post_item},
    {"tweet_delete_events", read_deletion_item},
    {"direct_message_events", read_message_item},
    {"direct_message_mark_read_events", read_mark_item},
    {"direct_message_indicate_typing_events", ignore},
    {"favorite_events", ignore},
    {"follow_events", ignore},
    {"unfollow_events", ignore},
    {"block_events", ignore},
    {"unblock_events", ignore},
    {"mute_events", ignore},
    {"unmute_events", ignore},
});

// True when it is an event of the app and not of an account's.
bool read_user_event(Events& events, Object const& root) {
    auto const* const event = json::object_in(root, "user_event");
    auto const* const revoke = event == nullptr ? nullptr : json::object_in(*event, "revoke");
    if (revoke == nullptr) { return false; }
    auto const* const source = json::object_in(*revoke, "source");
    auto address = source == nullptr ? exact_id(root, "for_user_id") : exact_id(*source, "user_id");
    events.push_back(revoked_event(std::move(address), json::name_in(*revoke, "date_time")));
    return true;
}

}  // namespace

void read_account_activity(Events& events, Object const& root, json::Value const& whole) {
    auto found = read_user_event(events, root) || json::member(root, "replay_job_status") != nullptr;
    auto account = Account{exact_id(root, "for_user_id"), json::is_true(root, "user_has_blocked")};
    account.people.add_map(json::object_in(root, "users"));
    for (auto const& list : item_lists) {
        auto const* const stated = json::member(root, list.key);
        if (stated == nullptr) { continue; }
        found = true;
        if (list.read == ignore) { continue; }
        auto const* const items = stated->if_array();
        if (items == nullptr || account.us.empty()) {
            auto const reason = items == nullptr ? " is no list" : " of an account that is not named";
            events.push_back(json::unreadable(std::string{list.key} + reason, *stated));
            continue;
        }
        for (auto const& item : *items) { list.read(events, account, item); }
    }
    if (!found) { events.push_back(json::unreadable("webhook with nothing that we know", whole)); }
}

}  // namespace balie::connectors::x
