// Whoever answers holds the conversation's lock: of two members of a team, the second finds nothing that waits.
#include "desk/transfer.hpp"

#include "desk/telling.hpp"
#include "desk/triage.hpp"
#include "store/conversation_people.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"
#include "store/message_changes.hpp"
#include "store/transfers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
using conversations::Standing;
using nlohmann::json;

constexpr auto at_once_max = std::int64_t{200};

Error auditor() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

// Of an offer to a team somebody must be able to take it.
bool has_a_taker(journal::Work& work, AccountId account, InboxId inbox, TeamId team) {
    auto const members = conversations::members_of(work.transaction(), account, {team});
    return std::ranges::any_of(members, [&](UserId user) {
        return conversations::assignable(work.transaction(), account, inbox, user).has_value();
    });
}

// Who or what it goes to, in the form of an activity.
Result<json> target_of(journal::Work& work, AccountId account, Standing const& standing, Offer const& offer) {
    if (offer.to_user_id) {
        auto const name =
            conversations::assignable(work.transaction(), account, standing.inbox_id, offer.to_user_id);
        if (!name) {
            return Error{ErrorCode::unprocessable, "this user takes no conversations of this inbox",
                         "no_such_user", "user_id"};
        }
        if (offer.to_user_id == standing.assignee_id) {
            return Error{ErrorCode::unprocessable, "it is theirs already", "already_theirs", "user_id"};
        }
        return json{{"user", {{"id", to_string(offer.to_user_id)}, {"name", *name}}}};
    }
    auto const name = conversations::team_name(work.transaction(), account, offer.to_team_id);
    if (!name) { return Error{ErrorCode::unprocessable, "there is no such team", "no_such_team", "team_id"}; }
    if (!has_a_taker(work, account, standing.inbox_id, offer.to_team_id)) {
        return Error{ErrorCode::unprocessable, "nobody of this team takes conversations of this inbox",
                     "nobody_there", "team_id"};
    }
    return json{{"team", {{"id", to_string(offer.to_team_id)}, {"name", *name}}}};
}

void write_note(journal::Work& work, access::Actor const& actor, Standing const& standing,
                std::string const& text) {
    if (text.empty()) { return; }
    auto note = store::messages::NewMessage{standing.id, standing.inbox_id};
    note.kind = MessageKind::note;
    note.text = text;
    note.sender_id = actor.user.value;
    auto const id = store::messages::insert(work.transaction(), actor.account, note);
    work.tell(event_of(journal::EventType::message_created, standing, id));
}

std::vector<UserId> people_of(journal::Work& work, AccountId account, Transfer const& transfer) {
    if (transfer.to_user_id) { return {transfer.to_user_id}; }
    return conversations::members_of(work.transaction(), account, {transfer.to_team_id});
}

bool is_for(access::Actor const& actor, Transfer const& transfer) {
    return transfer.to_user_id ? transfer.to_user_id == actor.user
                               : std::ranges::binary_search(actor.teams, transfer.to_team_id);
}

// What waits, with how the conversation stands, under its lock.
struct Waiting {
    Standing standing;
    Transfer transfer;
};

// Whom it is offered to may answer before they can see it, as long as they take conversations of its inbox; to all others
// it is not there.
Result<Waiting> waiting_in(journal::Work& work, access::Actor const& actor, ConversationId id) {
    if (!actor.changes()) { return auditor(); }
    auto const offered = store::transfers::find_open(work.transaction(), actor.account, id);
    auto standing = Result<Standing>{Error{ErrorCode::not_found, "no such conversation"}};
    if (offered && is_for(actor, *offered)) {
        auto const theirs = conversations::standing_of(work.transaction(), actor.account, id);
        if (conversations::assignable(work.transaction(), actor.account, theirs.inbox_id, actor.user)) {
            standing = theirs;
        }
    } else {
        standing = conversations::lock(work.transaction(), actor, id);
    }
    if (!standing) { return standing.error(); }
    auto const open = store::transfers::find_open(work.transaction(), actor.account, standing->id);
    if (!open) {
        return Error{ErrorCode::conflict, "no transfer waits for an answer any more", "transfer_over"};
    }
    return Waiting{std::move(*standing), *open};
}

Conversation shown(journal::Work& work, AccountId account, ConversationId id) {
    return std::move(conversations::find_many(work.transaction(), account, {id}).front());
}

// Nobody took them: whoever offered them hears of it.
void go_back(journal::Work& work, AccountId account, std::vector<store::transfers::Expired> const& over) {
    auto const nobody = access::Actor{account, UserId{}};
    for (auto const& [id, transfer] : over) {
        auto const standing = conversations::standing_of(work.transaction(), account, id);
        conversations::write(work.transaction(), account, standing);
        settle(work, account, NotificationType::transfer, id);
        note_activity(work, account, standing, {{"action", "transfer_expired"}});
        work.tell(event_of(journal::EventType::conversation_updated, standing));
        notify(work, nobody, NotificationType::transfer, standing, {transfer.from_user_id});
    }
}

}  // namespace

Result<Conversation> offer(journal::Work& work, access::Actor const& actor, ConversationId id,
                           Offer const& offer, Time now) {
    if (!actor.changes()) { return auditor(); }
    auto const standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto activity = target_of(work, actor.account, *standing, offer);
    if (!activity) { return activity.error(); }
    if (store::transfers::find_open(work.transaction(), actor.account, standing->id)) {
        return Error{ErrorCode::conflict, "another transfer waits for an answer", "transfer_pending"};
    }
    auto transfer = Transfer{};
    transfer.from_user_id = actor.user;
    transfer.to_user_id = offer.to_user_id;
    transfer.to_team_id = offer.to_team_id;
    transfer.note = offer.note;
    store::transfers::open(work.transaction(), actor.account, standing->id, transfer, now);
    conversations::write(work.transaction(), actor.account, *standing);
    (*activity)["action"] = "transfer_offered";
    note_activity(work, actor, *standing, *activity);
    write_note(work, actor, *standing, offer.note);
    work.tell(event_of(journal::EventType::conversation_updated, *standing));
    notify(work, actor, NotificationType::transfer, *standing, people_of(work, actor.account, transfer));
    return shown(work, actor.account, standing->id);
}

Result<Conversation> accept(journal::Work& work, access::Actor const& actor, ConversationId id, Time now) {
    auto const waiting = waiting_in(work, actor, id);
    if (!waiting) { return waiting.error(); }
    if (!is_for(actor, waiting->transfer)) {
        return Error{ErrorCode::forbidden, "it was offered to somebody else", "not_for_you"};
    }
    auto const& before = waiting->standing;
    auto after = before;
    after.assignee_id = actor.user;
    if (waiting->transfer.to_team_id) { after.team_id = waiting->transfer.to_team_id; }
    store::transfers::end(work.transaction(), actor.account, waiting->transfer.id, "accepted", now);
    settle(work, actor.account, NotificationType::transfer, before.id);
    conversations::write(work.transaction(), actor.account, after);
    note_activity(work, actor, after, {{"action", "transfer_accepted"}});
    work.tell(event_of(journal::EventType::conversation_updated, before, after));
    return shown(work, actor.account, before.id);
}

Result<Conversation> give_back(journal::Work& work, access::Actor const& actor, ConversationId id,
                               std::string const& note, Time now) {
    auto const waiting = waiting_in(work, actor, id);
    if (!waiting) { return waiting.error(); }
    auto const& [standing, transfer] = *waiting;
    if (!is_for(actor, transfer) && transfer.from_user_id != actor.user && actor.role == Role::agent) {
        return Error{ErrorCode::forbidden, "it was offered to somebody else", "not_for_you"};
    }
    store::transfers::end(work.transaction(), actor.account, transfer.id, "returned", now);
    settle(work, actor.account, NotificationType::transfer, standing.id);
    conversations::write(work.transaction(), actor.account, standing);
    note_activity(work, actor, standing, {{"action", "transfer_returned"}});
    write_note(work, actor, standing, note);
    work.tell(event_of(journal::EventType::conversation_updated, standing));
    notify(work, actor, NotificationType::transfer, standing, {transfer.from_user_id});
    return shown(work, actor.account, standing.id);
}

Result<Conversation> withdraw(journal::Work& work, access::Actor const& actor, ConversationId id, Time now) {
    if (!actor.changes()) { return auditor(); }
    auto const standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto const transfer = store::transfers::find_open(work.transaction(), actor.account, standing->id);
    if (!transfer) {
        return Error{ErrorCode::conflict, "no transfer waits for an answer any more", "transfer_over"};
    }
    if (transfer->from_user_id != actor.user && actor.role == Role::agent) {
        return Error{ErrorCode::forbidden, "somebody else offered it", "not_yours"};
    }
    store::transfers::end(work.transaction(), actor.account, transfer->id, "withdrawn", now);
    settle(work, actor.account, NotificationType::transfer, standing->id);
    conversations::write(work.transaction(), actor.account, *standing);
    note_activity(work, actor, *standing, {{"action", "transfer_withdrawn"}});
    work.tell(event_of(journal::EventType::conversation_updated, *standing));
    return shown(work, actor.account, standing->id);
}

Result<std::int64_t> return_expired(journal::Work& work, AccountId account, Time now) {
    auto const expired = store::transfers::take_expired(work.transaction(), account, now, at_once_max);
    go_back(work, account, expired);
    return static_cast<std::int64_t>(expired.size());
}

void return_of_team(journal::Work& work, AccountId account, TeamId team, Time now) {
    go_back(work, account, store::transfers::take_of_team(work.transaction(), account, team, now));
}

}  // namespace balie::desk
