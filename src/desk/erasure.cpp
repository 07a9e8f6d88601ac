// What names the customer elsewhere is looked for afterwards: the words for it are kept until that is done.
#include "desk/erasure.hpp"

#include "store/audit.hpp"
#include "store/contacts.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "store/privacy.hpp"
#include "store/satisfaction.hpp"
#include "wire/contact.hpp"
#include "wire/conversation.hpp"
#include "wire/message.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace balie::desk {
namespace {

using nlohmann::json;
namespace privacy = store::privacy;

constexpr auto mails_at_once = std::int64_t{5000};  // some hundredths of a second

Error absent() { return {ErrorCode::not_found, "there is no such contact"}; }

Error held() {
    return {ErrorCode::unprocessable, "a conversation in which this customer wrote is under a legal hold",
            "legal_hold"};
}

json conversations_json(db::Transaction& transaction, AccountId account,
                        std::vector<ContactId> const& contacts, wire::Context const& context) {
    auto ids = std::set<ConversationId>{};
    auto said = std::map<ConversationId, json>{};
    auto const messages = privacy::messages(transaction, account, contacts);
    for (auto const& message : store::messages::find_many(transaction, account, messages)) {
        ids.insert(message.conversation_id);
        said[message.conversation_id].push_back(wire::to_json(message, context));
    }
    auto list = json::array();
    for (auto const& conversation :
         store::conversations::find_many(transaction, account, {ids.begin(), ids.end()})) {
        auto object = wire::to_json(conversation, context);
        object["messages"] = std::move(said[conversation.id]);
        list.push_back(std::move(object));
    }
    return list;
}

void put_further(json& object, privacy::Further const& held) {
    object["external_ids"] = held.external_ids;
    object["consents"] = json::array();
    for (auto const& consent : held.consents) {
        object["consents"].push_back({{"channel", to_word(consent.channel)},
                                      {"granted", consent.granted},
                                      {"stated_at", to_rfc3339(consent.stated_at)}});
    }
    object["visits"] = json::array();
    for (auto const& visit : held.visits) {
        object["visits"].push_back({{"inbox_id", to_string(visit.inbox)},
                                    {"name", visit.name},
                                    {"email", visit.email},
                                    {"phone", visit.phone},
                                    {"page_url", visit.page_url},
                                    {"page_title", visit.page_title},
                                    {"created_at", to_rfc3339(visit.created_at)},
                                    {"seen_at", to_rfc3339(visit.seen_at)}});
    }
}

json ratings_json(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts) {
    auto list = json::array();
    for (auto const& given : store::satisfaction::of_contacts(transaction, account, contacts)) {
        list.push_back({{"conversation_id", to_string(given.conversation)},
                        {"asked_at", to_rfc3339(given.asked_at)},
                        {"answered_at", to_rfc3339(given.answered_at)},
                        {"rating", given.rating},
                        {"comment", given.comment}});
    }
    return list;
}

void tell(journal::Work& work, AccountId account, std::vector<ContactId> const& contacts,
          std::vector<ConversationId> const& conversations) {
    for (auto const contact : contacts) {
        auto event = journal::Event{journal::EventType::contact_erased};
        event.contact = contact;
        work.tell(event);
    }
    for (auto const& conversation :
         store::conversations::find_many(work.transaction(), account, conversations)) {
        auto event = journal::Event{journal::EventType::conversation_updated};
        auto const place = store::conversations::place_of(conversation);
        event.inbox = place.inbox;
        event.team = place.team;
        event.assignee = place.assignee;
        event.contact = contacts.front();
        event.conversation = conversation.id;
        work.tell(event);
    }
}

}  // namespace

Result<json> export_contact(db::Transaction& transaction, AccountId account, UserId by, ContactId contact,
                            wire::Context const& context, Time now) {
    auto const contacts = privacy::family(transaction, account, contact);
    if (contacts.empty()) { return absent(); }
    auto object = json{{"exported_at", to_rfc3339(now)}, {"contacts", json::array()}};
    for (auto const& each : store::contacts::find_many(transaction, account, contacts)) {
        object["contacts"].push_back(wire::to_json(each));
    }
    put_further(object, privacy::further(transaction, account, contacts));
    object["satisfaction"] = ratings_json(transaction, account, contacts);
    object["conversations"] = conversations_json(transaction, account, contacts, context);
    auto detail = json{{"conversations", object["conversations"].size()}};
    store::audit::write(transaction,
                        {account, by, "contact.exported", "contact", contact.value, std::move(detail)});
    return object;
}

Result<Erasure> erase_contact(journal::Work& work, AccountId account, UserId by, ContactId contact) {
    auto const contacts = privacy::family(work.transaction(), account, contact);
    if (contacts.empty()) { return absent(); }
    auto const erased = privacy::erase(work.transaction(), account, contacts);
    if (erased.is_held) { return held(); }
    auto erasure =
        Erasure{static_cast<std::int64_t>(erased.conversations.size()), erased.messages, erased.files};
    auto detail = json{
        {"conversations", erasure.conversations}, {"messages", erasure.messages}, {"files", erasure.files}};
    store::audit::write(work.transaction(),
                        {account, by, "contact.erased", "contact", contact.value, std::move(detail)});
    tell(work, account, contacts, erased.conversations);
    return erasure;
}

Result<privacy::Left> erase_some(journal::Work& work, AccountId account) {
    auto const step = privacy::erase_some(work.transaction(), account, mails_at_once);
    for (auto const& mail : step.changed) {
        auto event = journal::Event{journal::EventType::message_updated};
        event.inbox = mail.inbox;
        event.team = mail.team;
        event.assignee = mail.assignee;
        event.conversation = mail.conversation;
        event.message = mail.id;
        work.tell(event);
    }
    return step.left;
}

}  // namespace balie::desk
