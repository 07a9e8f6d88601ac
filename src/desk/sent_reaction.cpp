// The row that travels is an activity with a status: see store/messages.hpp.
#include "desk/sent_reaction.hpp"

#include "desk/telling.hpp"
#include "store/message_changes.hpp"
#include "store/messages.hpp"
#include "store/outbox.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace messages = store::messages;
using nlohmann::json;

bool is_ours(json const& reaction) {
    auto const sender = reaction.is_object() ? reaction.value("sender", json::object()) : json::object();
    auto const type = sender.is_object() ? sender.value("type", json{}) : json{};
    return type == "user" || type == "bot";
}

// It goes where the message is that it is about: the platform knows that one in no other thread.
messages::NewMessage carrier_of(access::Actor const& actor, store::conversations::Standing const& standing,
                                messages::Target const& target, Reply const& reply) {
    auto const recipient = target.identity_id ? target.identity_id : standing.identity_id;
    auto carrier = messages::NewMessage{standing.id, standing.inbox_id, recipient};
    carrier.kind = MessageKind::activity;
    auto const reaction =
        json{{"message_id", to_string(reply.reaction->message_id)}, {"emoji", reply.reaction->emoji}};
    carrier.content = json{{"reaction", reaction}, {"activity", {{"action", "reacted"}}}}.dump();
    carrier.sender_id = actor.user.value;
    carrier.client_id = reply.client_id;
    carrier.is_sent = true;
    carrier.send_at = reply.send_at;
    return carrier;
}

}  // namespace

std::string with_our_reaction(std::string const& reactions, access::Actor const& actor,
                              std::string const& emoji, Time now) {
    auto const parsed = json::parse(reactions, nullptr, false);
    auto kept = json::array();
    for (auto const& reaction : parsed.is_array() ? parsed : json::array()) {
        if (!is_ours(reaction)) { kept.push_back(reaction); }
    }
    if (!emoji.empty()) {
        kept.push_back({{"emoji", emoji},
                        {"sender", {{"type", "user"}, {"id", to_string(actor.user)}, {"name", actor.name}}},
                        {"at", to_rfc3339(now)}});
    }
    return kept.dump();
}

Result<Written> send_reaction(journal::Work& work, access::Actor const& actor,
                              store::conversations::Standing const& standing, Reply const& reply, Time now) {
    auto& transaction = work.transaction();
    auto const about = reply.reaction->message_id;
    auto const target = messages::target(transaction, actor.account, standing.id, about);
    if (!target) {
        return Error{ErrorCode::unprocessable, "there is no such message to react to in this conversation",
                     "no_such_message", "reaction.message_id"};
    }
    messages::set_reactions(transaction, actor.account, about,
                            with_our_reaction(target->reactions, actor, reply.reaction->emoji, now));
    auto const carrier =
        messages::insert(transaction, actor.account, carrier_of(actor, standing, *target, reply));
    store::outbox::enqueue(transaction, actor.account, standing.inbox_id, standing.id, carrier, 1,
                           reply.send_at);
    work.tell(event_of(journal::EventType::message_updated, standing, about));
    auto written = Written{std::move(messages::find_many(transaction, actor.account, {about}).front())};
    written.is_queued = true;
    return written;
}

}  // namespace balie::desk
