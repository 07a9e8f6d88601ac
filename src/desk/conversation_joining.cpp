// All rows are locked first, in rising order: of two who join at once the second sees what the first one did.
#include "desk/conversation_joining.hpp"

#include "desk/telling.hpp"
#include "store/audit.hpp"
#include "store/conversation_merges.hpp"
#include "store/conversations.hpp"
#include "store/transfers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
namespace conversation_merges = store::conversation_merges;
using conversation_merges::Candidate;
using nlohmann::json;

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

Error absent() { return {ErrorCode::not_found, "no such conversation"}; }

Error refusal(std::string reason, std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "conversation_ids"};
}

// Nothing that is meant for one person is sent to another: in a chat, where each visitor is one, they stay apart.
Result<void> may_join(Candidate const& into, Candidate const& other) {
    if (into.id == other.id) { return refusal("same_conversation", "a conversation is itself already"); }
    if (into.public_ || other.public_) {
        return refusal("public", "what is under a post stays there: only private conversations are joined");
    }
    if (into.contact != other.contact) {
        return refusal("other_contact", "this conversation is of another contact; merge the contacts first");
    }
    if (into.inbox != other.inbox) {
        return refusal("other_inbox", "conversations of different inboxes are not joined");
    }
    if (into.person != other.person) {
        return refusal("other_person", "in a chat each visitor has a conversation of their own");
    }
    if (into.erased) { return refusal("contact_erased", "this contact was erased"); }
    return {};
}

Candidate const* find(std::vector<Candidate> const& locked, ConversationId id) {
    auto const found = std::ranges::find(locked, id, &Candidate::id);
    return found == locked.end() ? nullptr : &*found;
}

json number_of(Candidate const& candidate) {
    return {{"id", to_string(candidate.id)}, {"number", candidate.number}};
}

void audit(journal::Work& work, access::Actor const& actor, std::string action, ConversationId stays,
           ConversationId moves) {
    store::audit::write(work.transaction(), {actor.account, actor.user, std::move(action), "conversation",
                                             stays.value, json{{"conversation_id", to_string(moves)}}});
}

Conversation shown(journal::Work& work, AccountId account, ConversationId id) {
    return std::move(conversations::find_many(work.transaction(), account, {id}).front());
}

// Those that are to be merged, in the order of the ids; one that leads here already needs nothing.
Result<std::vector<Candidate>> judged(access::Actor const& actor, std::vector<Candidate> const& locked,
                                      ConversationId into, std::vector<ConversationId> const& conversations) {
    auto const* const kept = find(locked, into);
    if (kept == nullptr || !access::may_see(actor, place_of(*kept))) { return absent(); }
    auto const meanwhile = Error{ErrorCode::conflict, "one of them was merged meanwhile", "merged"};
    if (kept->merged_into) { return meanwhile; }
    auto moving = std::vector<Candidate>{};
    for (auto const id : conversations) {
        auto const* const other = find(locked, id);
        if (other == nullptr || !access::may_see(actor, place_of(*other))) { return absent(); }
        if (other->merged_into == kept->id) { continue; }
        if (other->merged_into) { return meanwhile; }
        if (auto const may = may_join(*kept, *other); !may) { return may.error(); }
        moving.push_back(*other);
    }
    return moving;
}

void take_in(journal::Work& work, access::Actor const& actor, ConversationId into, Candidate const& other,
             Time now) {
    store::transfers::overtake(work.transaction(), actor.account, other.id, now);
    settle(work, actor.account, NotificationType::transfer, other.id);
    tell_moved(work,
               conversation_merges::merge(work.transaction(), actor.account, into, other.id, actor.user));
    audit(work, actor, "conversation.merged", into, other.id);
}

}  // namespace

Result<Conversation> merge_conversations(journal::Work& work, access::Actor const& actor, ConversationId into,
                                         std::vector<ConversationId> const& conversations, Time now) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const kept = conversations::find(work.transaction(), actor, into);
    if (!kept) { return kept.error(); }
    auto ids = conversations;
    ids.push_back(kept->id);
    auto const locked = conversation_merges::lock(work.transaction(), actor.account, ids);
    auto const moving = judged(actor, locked, kept->id, conversations);
    if (!moving) { return moving.error(); }
    if (moving->empty()) { return *kept; }
    auto const before = conversations::standing_of(work.transaction(), actor.account, kept->id);
    for (auto const& other : *moving) { take_in(work, actor, kept->id, other, now); }
    auto const after = conversations::standing_of(work.transaction(), actor.account, kept->id);
    for (auto const& other : *moving) {
        note_activity(work, actor, after, {{"action", "merged"}, {"conversation", number_of(other)}});
    }
    work.tell(event_of(journal::EventType::conversation_updated, before, after));
    return shown(work, actor.account, kept->id);
}

Result<Conversation> unmerge_conversation(journal::Work& work, access::Actor const& actor,
                                          ConversationId from, ConversationId conversation) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const kept = conversations::find(work.transaction(), actor, from);
    if (!kept) { return kept.error(); }
    auto const locked =
        conversation_merges::lock(work.transaction(), actor.account, {kept->id, conversation});
    auto const* const other = find(locked, conversation);
    if (other == nullptr || other->merged_into != kept->id) {
        return Error{ErrorCode::unprocessable, "this conversation is not merged into that one", "not_merged",
                     "conversation_id"};
    }
    auto const before = conversations::standing_of(work.transaction(), actor.account, kept->id);
    auto const moved = conversation_merges::unmerge(work.transaction(), actor.account, conversation);
    if (!moved) {
        return Error{ErrorCode::unprocessable, "this conversation is not merged", "not_merged",
                     "conversation_id"};
    }
    tell_moved(work, *moved);
    audit(work, actor, "conversation.unmerged", kept->id, conversation);
    auto const after = conversations::standing_of(work.transaction(), actor.account, kept->id);
    note_activity(work, actor, after, {{"action", "unmerged"}, {"conversation", number_of(*other)}});
    auto const parted = conversations::standing_of(work.transaction(), actor.account, conversation);
    note_activity(work, actor, parted,
                  {{"action", "unmerged"}, {"conversation", number_of(*find(locked, kept->id))}});
    work.tell(event_of(journal::EventType::conversation_updated, before, after));
    return shown(work, actor.account, conversation);
}

}  // namespace balie::desk
