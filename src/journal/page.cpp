// From pointers to what people see: one set-wise read for each kind of resource.
#include "journal/page.hpp"

#include "store/contacts.hpp"
#include "store/conversations.hpp"
#include "store/events.hpp"
#include "store/inbox_manners.hpp"
#include "store/inboxes.hpp"
#include "store/messages.hpp"
#include "store/notifications.hpp"
#include "wire/contact.hpp"
#include "wire/conversation.hpp"
#include "wire/inbox.hpp"
#include "wire/message.hpp"
#include "wire/notification.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace balie::journal {
namespace {

using store::events::EventRow;

// What the events of a page point at.
struct Resources {
    std::map<ConversationId, Conversation> conversations;
    std::map<MessageId, Message> messages;
    std::map<ContactId, Contact> contacts;
    std::map<InboxId, Inbox> inboxes;
    std::map<InboxId, store::inbox_manners::Manner> manners;
    std::map<NotificationId, Notification> notifications;
    std::map<UserId, std::int64_t> unread;  // of whom a notification's event is about
};

template <class T, class Key>
std::map<Key, T> by_id(std::vector<T> items, Key T::*id) {
    auto found = std::map<Key, T>{};
    for (auto& item : items) {
        auto const key = item.*id;
        found.emplace(key, std::move(item));
    }
    return found;
}

template <class Key>
std::vector<Key> ids_of(std::vector<EventRow> const& events, Key EventRow::*id) {
    auto found = std::set<Key>{};
    for (auto const& event : events) {
        if (event.*id) { found.insert(event.*id); }
    }
    return {found.begin(), found.end()};
}

bool is_about_contact(EventRow const& event) { return event.type.starts_with("contact."); }
bool is_about_notification(EventRow const& event) { return event.type.starts_with("notification."); }

void read_notifications(Resources& resources, db::Transaction& transaction, AccountId account,
                        std::vector<EventRow> const& events) {
    auto about = std::vector<EventRow>{};
    std::copy_if(events.begin(), events.end(), std::back_inserter(about), is_about_notification);
    if (about.empty()) { return; }
    if (auto const ids = ids_of(about, &EventRow::notification); !ids.empty()) {
        resources.notifications =
            by_id(store::notifications::find_many(transaction, account, ids), &Notification::id);
    }
    auto const users = ids_of(about, &EventRow::user);
    auto const counts = store::notifications::unread_of(transaction, account, users);
    for (auto at = std::size_t{0}; at < users.size(); ++at) { resources.unread[users[at]] = counts[at]; }
}

Resources read_resources(db::Transaction& transaction, AccountId account,
                         std::vector<EventRow> const& events) {
    auto resources = Resources{};
    auto of_contacts = std::vector<EventRow>{};
    std::copy_if(events.begin(), events.end(), std::back_inserter(of_contacts), is_about_contact);
    if (auto const ids = ids_of(events, &EventRow::conversation); !ids.empty()) {
        resources.conversations =
            by_id(store::conversations::find_many(transaction, account, ids), &Conversation::id);
    }
    if (auto const ids = ids_of(events, &EventRow::message); !ids.empty()) {
        resources.messages = by_id(store::messages::find_many(transaction, account, ids), &Message::id);
    }
    if (auto const ids = ids_of(of_contacts, &EventRow::contact); !ids.empty()) {
        resources.contacts = by_id(store::contacts::find_many(transaction, account, ids), &Contact::id);
    }
    if (std::any_of(events.begin(), events.end(),
                    [](auto const& event) { return event.type == "inbox.updated"; })) {
        resources.inboxes = by_id(store::inboxes::list(transaction, account), &Inbox::id);
        auto ids = std::vector<InboxId>{};
        for (auto const& [id, inbox] : resources.inboxes) { ids.push_back(id); }
        resources.manners = store::inbox_manners::of(transaction, account, ids);
    }
    read_notifications(resources, transaction, account, events);
    return resources;
}

// "message 17", so that several events about it can be told to be about one thing. A removal stands for itself.
std::string subject_of(EventRow const& event) {
    auto const what = event.type.substr(0, event.type.find('.'));
    if (what == "message") { return what + to_string(event.message); }
    if (what == "conversation") { return what + to_string(event.conversation); }
    if (what == "contact") { return what + to_string(event.contact); }
    if (event.notification) { return what + to_string(event.notification); }
    return what + to_string(event.inbox) + "/" + to_string(event.user);
}

bool is_move(EventRow const& event) { return event.was_team || event.was_assignee; }

// Every event would show the resource as it is now: the newest is enough, beside the one that brought it. That one alone
// would not do: a reader who joins between the two has had it, and is told of nothing after it that comes before.
std::vector<EventRow const*> without_repetition(std::vector<EventRow> const& events) {
    auto newest = std::map<std::string, EventRow const*>{};
    auto chosen = std::vector<EventRow const*>{};
    for (auto const& event : events) {
        if (is_move(event) || event.type.ends_with(".created")) {
            chosen.push_back(&event);
        } else {
            newest[subject_of(event)] = &event;
        }
    }
    for (auto const& [subject, event] : newest) { chosen.push_back(event); }
    std::sort(chosen.begin(), chosen.end(), [](auto const* a, auto const* b) { return a->seq < b->seq; });
    return chosen;
}

std::string item_json(EventRow const& event, std::string_view type, std::string const& data) {
    auto json = R"({"seq":)" + std::to_string(event.seq);
    json.append(R"(,"type":")").append(type).append(R"(","at":")").append(to_rfc3339(event.at));
    json.append(R"(","data":)").append(data).append("}");
    return json;
}

// Text came through storable(): it is UTF-8, but a jsonb column of a platform's own may surprise us.
std::string dumped(nlohmann::json const& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Who loses something when an unassigned conversation is taken: whoever saw it because it was nobody's.
template <class Of>
Id<Of> before_of(Id<Of> was, Id<Of> now) {
    if (!was) { return now; }
    return was.value < 0 ? Id<Of>{} : was;
}

std::string removal_json(EventRow const& event) {
    return item_json(event, "conversation.removed", R"({"id":")" + to_string(event.conversation) + R"("})");
}

// It was deleted, and there is nothing left to be read: where it stood is in the event.
bool fill_removal(Item& item, EventRow const& event) {
    item.audience = Item::Audience::conversation;
    item.place = access::Place{event.inbox, event.team, event.assignee};
    item.json = removal_json(event);
    return true;
}

void judge_by_conversation(Item& item, EventRow const& event, Conversation const& conversation) {
    item.audience = Item::Audience::conversation;
    item.place = store::conversations::place_of(conversation);
    item.before = access::Place{event.inbox, before_of(event.was_team, event.team),
                                before_of(event.was_assignee, event.assignee)};
    if (event.type == "conversation.updated") { item.removed = removal_json(event); }
}

bool fill_conversation(Item& item, EventRow const& event, Resources const& resources,
                       wire::Context const& context) {
    auto const found = resources.conversations.find(event.conversation);
    if (found == resources.conversations.end()) {
        return event.type == "conversation.updated" && fill_removal(item, event);
    }
    judge_by_conversation(item, event, found->second);
    item.json = item_json(event, event.type, dumped(wire::to_json(found->second, context)));
    return true;
}

bool fill_message(Item& item, EventRow const& event, Resources const& resources,
                  wire::Context const& context) {
    auto const message = resources.messages.find(event.message);
    auto const conversation = resources.conversations.find(event.conversation);
    if (message == resources.messages.end() || conversation == resources.conversations.end()) {
        return false;
    }
    judge_by_conversation(item, event, conversation->second);
    item.json = item_json(event, event.type, dumped(wire::to_json(message->second, context)));
    return true;
}

bool fill_contact(Item& item, EventRow const& event, Resources const& resources) {
    auto const found = resources.contacts.find(event.contact);
    if (found == resources.contacts.end()) { return false; }
    item.audience = Item::Audience::contact;
    for (auto const& identity : found->second.identities) { item.inboxes.push_back(identity.inbox_id); }
    item.json = item_json(event, event.type, dumped(wire::to_json(found->second)));
    return true;
}

bool fill_inbox(Item& item, EventRow const& event, Resources const& resources, wire::Context const& context) {
    auto const found = resources.inboxes.find(event.inbox);
    if (found == resources.inboxes.end()) { return false; }
    item.audience = Item::Audience::inbox;
    item.inboxes = {event.inbox};
    auto shown = wire::to_json(found->second, context);
    auto const& manner = resources.manners.at(event.inbox);
    shown["undo_seconds"] = manner.undo_seconds;
    if (!manner.tone.empty()) { shown["tone"] = manner.tone; }
    if (manner.sla_policy_id) { shown["sla_policy_id"] = to_string(manner.sla_policy_id); }
    item.json = item_json(event, event.type, dumped(shown));
    return true;
}

// For one person. What was read says how many are left; one that is gone was replaced by a newer one.
bool fill_notification(Item& item, EventRow const& event, Resources const& resources) {
    item.audience = Item::Audience::user;
    item.user = event.user;
    auto const unread = resources.unread.at(event.user);
    if (event.type == "notification.read") {
        item.json = item_json(event, event.type, nlohmann::json{{"unread", unread}}.dump());
        return true;
    }
    auto const found = resources.notifications.find(event.notification);
    if (found == resources.notifications.end()) { return false; }
    auto data = wire::to_json(found->second);
    data["unread"] = unread;
    item.json = item_json(event, event.type, dumped(data));
    return true;
}

bool fill(Item& item, EventRow const& event, Resources const& resources, wire::Context const& context) {
    item.seq = event.seq;
    if (event.type.starts_with("conversation.")) {
        return fill_conversation(item, event, resources, context);
    }
    if (event.type.starts_with("message.")) { return fill_message(item, event, resources, context); }
    if (is_about_contact(event)) { return fill_contact(item, event, resources); }
    if (is_about_notification(event)) { return fill_notification(item, event, resources); }
    if (event.type == "inbox.updated") { return fill_inbox(item, event, resources, context); }
    return false;
}

bool sees_one_of(access::Actor const& actor, std::vector<InboxId> const& inboxes) {
    return std::any_of(inboxes.begin(), inboxes.end(), [&](InboxId inbox) {
        return std::binary_search(actor.inboxes.begin(), actor.inboxes.end(), inbox);
    });
}

}  // namespace

Page read_page(db::Transaction& transaction, AccountId account, std::int64_t seq,
               wire::Context const& context) {
    auto const events = store::events::after(transaction, account, seq, frame_items_max);
    auto page = Page{};
    page.last_seq = events.empty() ? seq : events.back().seq;
    page.is_last = static_cast<std::int64_t>(events.size()) < frame_items_max;
    if (events.empty()) { return page; }
    auto const resources = read_resources(transaction, account, events);
    for (auto const* event : without_repetition(events)) {
        page.moves_queue = page.moves_queue || event->type.starts_with("conversation.");
        auto item = Item{};
        if (fill(item, *event, resources, context)) { page.items.push_back(std::move(item)); }
    }
    return page;
}

std::string const& shown_to(access::Actor const& actor, Item const& item) noexcept {
    static auto const nothing = std::string{};
    if (item.audience == Item::Audience::user) { return item.user == actor.user ? item.json : nothing; }
    if (item.audience != Item::Audience::conversation) {
        return actor.sees_all() || sees_one_of(actor, item.inboxes) ? item.json : nothing;
    }
    if (access::may_see(actor, item.place)) { return item.json; }
    return access::may_see(actor, item.before) ? item.removed : nothing;
}

std::vector<NumberedFrame> frames_for(access::Actor const& actor, Page const& page, std::int64_t after) {
    constexpr auto opening = std::string_view{R"({"type":"events","items":[)"};
    auto frames = std::vector<NumberedFrame>{};
    auto text = std::string{opening};
    auto seq = std::int64_t{0};
    auto const finish = [&] {
        if (seq == 0) { return; }
        text.append("]}");
        frames.push_back(NumberedFrame{
            std::make_shared<std::string const>(std::exchange(text, std::string{opening})), seq});
        seq = 0;
    };
    for (auto const& item : page.items) {
        auto const& json = shown_to(actor, item);
        if (item.seq <= after || json.empty()) { continue; }
        if (text.size() + json.size() > frame_bytes_max) { finish(); }
        if (seq != 0) { text.push_back(','); }
        text.append(json);
        seq = item.seq;
    }
    finish();
    return frames;
}

}  // namespace balie::journal
