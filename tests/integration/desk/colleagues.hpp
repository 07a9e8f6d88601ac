// What colleagues do among themselves in the office, and what they hear of it.
#pragma once

#include "desk/promise.hpp"
#include "desk/transfer.hpp"
#include "desk/triage.hpp"
#include "integration/desk/office.hpp"
#include "store/notifications.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace balie::test {

class Colleagues : public testing::Test {
protected:
    Office office;

    template <class Body>
    auto write(Body body) {
        return office.write([&](journal::Work& work) { return body(work); });
    }
    Result<Conversation> promise(access::Actor const& actor, ConversationId id,
                                 desk::PromiseWish const& wish) {
        return write([&](auto& work) { return desk::promise(work, actor, id, wish, office.clock.now()); });
    }
    Result<Conversation> offer_to(UserId user, TeamId team, ConversationId id, std::string note = {}) {
        auto const offer = desk::Offer{user, team, std::move(note)};
        return write(
            [&](auto& work) { return desk::offer(work, office.as_anna(), id, offer, office.clock.now()); });
    }
    Result<Conversation> accept(access::Actor const& actor, ConversationId id) {
        return write([&](auto& work) { return desk::accept(work, actor, id, office.clock.now()); });
    }
    Result<Conversation> change(access::Actor const& actor, ConversationId id, desk::Change const& wanted) {
        return write([&](auto& work) { return desk::change(work, actor, id, wanted, office.clock.now()); });
    }
    // The types of somebody's unread notifications, oldest first.
    std::vector<std::string> told(UserId user) {
        auto const found =
            office.read([&](db::Transaction& transaction) -> Result<std::vector<Notification>> {
                return store::notifications::list(transaction, office.account, user, {true, {}, 50});
            });
        auto types = std::vector<std::string>{};
        for (auto each = found->rbegin(); each != found->rend(); ++each) {
            types.emplace_back(to_word(each->type));
        }
        return types;
    }
    std::string last_activity(ConversationId id) const {
        return office.value(
            "SELECT content #>> '{activity,action}' AS value FROM messages WHERE kind = 'activity' AND "
            "conversation_id = " +
            to_string(id) + " ORDER BY id DESC LIMIT 1");
    }
};

using Types = std::vector<std::string>;

}  // namespace balie::test
