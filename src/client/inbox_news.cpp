// An inbox that was removed or switched off has no visitors, and one that lost an origin none of that site's pages.
#include "client/inbox_news.hpp"

#include "client/origin.hpp"
#include "store/inboxes.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace balie::client {
namespace {

constexpr auto session_ended = std::uint16_t{4001};
constexpr auto try_again = std::uint16_t{1012};

// Absent: there is none any more.
struct FindOrigins {
    AccountId account;
    InboxId inbox;

    Result<std::optional<std::string>> operator()(db::Transaction& transaction) const {
        auto const found = store::inboxes::find(transaction, account, inbox);
        if (!found && found.error().code != ErrorCode::not_found) { return found.error(); }
        if (!found || !found->enabled) { return std::optional<std::string>{}; }
        auto const origins = found->settings.find("allowed_origins");
        return std::optional{origins == found->settings.end() ? std::string{} : origins->second};
    }
};

}  // namespace

Task<void> recheck_inbox(StreamParts* parts, AccountId account, InboxId inbox) {
    auto find = FindOrigins{account, inbox};
    auto const origins = co_await parts->database.run(account.value, std::move(find));
    for (auto* const socket : parts->crowd.everybody()) {
        if (socket->inbox() != inbox) { continue; }
        if (!origins) {
            socket->end(try_again, "the database does not answer");
        } else if (!*origins || (!socket->origin().empty() && !is_allowed(**origins, socket->origin()))) {
            socket->end(session_ended, "the chat is not for this page any more");
        }
    }
}

Task<void> recheck_inboxes(StreamParts* parts) {
    auto places = std::set<std::pair<AccountId, InboxId>>{};
    for (auto const* const socket : parts->crowd.everybody()) {
        places.emplace(socket->actor().account, socket->inbox());
    }
    for (auto const& [account, inbox] : places) { co_await recheck_inbox(parts, account, inbox); }
}

}  // namespace balie::client
