// The conversation's lock is held.
#include "desk/sending.hpp"

#include "store/client_pushes.hpp"
#include "store/outbox.hpp"

namespace balie::desk {
namespace {

constexpr auto taken_within = std::chrono::seconds{5};  // by a client; else its organisation hears of it

}  // namespace

void set_out(db::Transaction& transaction, AccountId account, store::conversations::Standing const& standing,
             MessageId message, std::optional<Time> send_at, Time now) {
    store::outbox::enqueue(transaction, account, standing.inbox_id, standing.id, message, 1, send_at);
    if (standing.channel != Channel::webchat) { return; }
    auto const due_at = send_at.value_or(now) + taken_within;
    store::client_pushes::enqueue(transaction, account, standing.inbox_id, message, due_at);
}

}  // namespace balie::desk
