// What is said in passing, and kept nowhere: to open screens of this node, and to platforms that somebody types.
#include "app/house.hpp"

#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <nlohmann/json.hpp>

#include <exception>
#include <utility>

namespace balie::app {
namespace {

struct LastInbound {
    InboxId inbox;
    std::string external_id;
};

constexpr auto find_last_inbound = db::Statement{"house.last_inbound", R"sql(
    SELECT inbox_id, external_id
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND direction = 'in' AND kind = 'message' AND external_id IS NOT NULL
     ORDER BY id DESC
     LIMIT 1
)sql"};

struct ReadLastInbound {
    AccountId account;
    ConversationId conversation;

    Result<LastInbound> operator()(db::Transaction& transaction) const {
        auto const rows = transaction.run(find_last_inbound, {account, conversation});
        if (rows.empty()) { return Error{ErrorCode::not_found, "the customer has not written"}; }
        return LastInbound{rows.front().id<Inbox>("inbox_id"), rows.front().string("external_id")};
    }
};

Task<void> show_typing(House* house, AccountId account, ConversationId conversation) {
    auto read = ReadLastInbound{account, conversation};
    auto const last = co_await house->databases.desk.run(account.value, std::move(read));
    if (last) { house->delivery.typing(account, last->inbox, last->external_id); }
}

void log_end(std::exception_ptr fault) { log::fault("app.task_failed", fault); }

}  // namespace

void House::tell_availability(AccountId account, UserId user, Availability availability) {
    auto const item =
        nlohmann::json{{"type", "presence.updated"},
                       {"at", to_rfc3339(clock.now())},
                       {"data", {{"user_id", to_string(user)}, {"availability", to_word(availability)}}}};
    boost::asio::post(fan_out, [this, account, text = item.dump()] { hub.whisper(account, text, {}); });
}

void House::tell_spool(std::optional<Time> waits_since) {
    auto data = nlohmann::json::object();
    if (waits_since) { data["waits_since"] = to_rfc3339(*waits_since); }
    auto const item =
        nlohmann::json{{"type", "spool.updated"}, {"at", to_rfc3339(clock.now())}, {"data", std::move(data)}};
    boost::asio::post(fan_out, [this, text = item.dump()] { hub.whisper_to_all_here(text); });
}

void House::signal_typing(AccountId account, ConversationId conversation) {
    boost::asio::co_spawn(network, show_typing(this, account, conversation), log_end);
}

}  // namespace balie::app
