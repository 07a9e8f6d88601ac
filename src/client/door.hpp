// Where a visitor's request is held against its inbox: from which page, with which token, how often.
#pragma once

#include "api/route.hpp"
#include "client/pace.hpp"
#include "db/database.hpp"
#include "ingest/inbox_directory.hpp"
#include "store/client_sessions.hpp"

#include <functional>
#include <memory>
#include <string>

namespace balie::client {

using InboxHere = std::shared_ptr<ingest::KnownInbox const>;

// A visitor who was let in.
struct Visit {
    store::client_sessions::ClientSession session;
    InboxHere inbox;
};

// Lives on the network thread. The answers of its functions carry the headers by which the page may read them, refusals
// too, but only for pages of the inbox's origins.
class Door {
public:
    using Handler = std::function<Task<Result<http::Response>>(api::Call, Visit)>;

    Door(db::Database& database, ingest::InboxDirectory& inboxes)
        : database_(&database), inboxes_(&inboxes) {}

    // `pace`: beside the pace of all requests of a session; null: none.
    Task<Result<http::Response>> admit(api::Call call, Handler handler, Pace* pace);
    // Whether this token and this page would be admitted; asked before the body is read, and counted nowhere.
    Task<bool> admits(http::Request const& request);
    // A browser asks before it sends a token: the key in the query says for which inbox.
    Task<Result<http::Response>> preflight(api::Call call);

    // Errors: not_found, unavailable.
    Task<Result<InboxHere>> inbox_of(std::string widget_key);
    // Errors: unauthenticated, unavailable.
    Task<Result<Visit>> visit_of(std::string token);

private:
    Task<Result<http::Response>> run(api::Call call, Visit visit, Handler handler, Pace* pace);
    Task<bool> is_own_page(api::Call const& call, std::string origin);

    db::Database* database_;
    ingest::InboxDirectory* inboxes_;
    Pace requests_{240, 240};
};

// Who a token belongs to, for the stream, which lives on another thread. Errors: unauthenticated, unavailable.
Task<Result<store::client_sessions::ClientSession>> session_of(db::Database& database, std::string token);

http::Response too_fast(std::chrono::seconds wait);

}  // namespace balie::client
