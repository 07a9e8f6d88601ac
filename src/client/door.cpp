// The key in the query is no secret and no right: it only says whose origins count before the token is read.
#include "client/door.hpp"

#include "api/problem.hpp"
#include "client/origin.hpp"

#include <balie/base/crypto.hpp>

namespace balie::client {
namespace {

namespace sessions = store::client_sessions;

constexpr auto token_characters = std::size_t{43};  // 256 bits in base64url, as random_token makes them
constexpr auto scheme = std::string_view{"Bearer "};

std::string token_of(http::Request const& request) {
    auto const header = request.header("Authorization");
    return std::string{header.starts_with(scheme) ? header.substr(scheme.size()) : ""};
}

bool is_for_page(ingest::KnownInbox const& inbox, std::string_view origin) {
    return origin.empty() || is_allowed(inbox.secrets["allowed_origins"], origin);
}

Error stranger() { return {ErrorCode::unauthenticated, "no such visitor", "visitor_token"}; }
Error foreign() { return {ErrorCode::forbidden, "the chat is not for this page", "foreign_origin"}; }
Error no_inbox() { return {ErrorCode::not_found, "there is no such chat", "widget_key"}; }

struct FindOwner {
    std::string hash;
    Result<sessions::Owner> operator()(db::Transaction& transaction) const {
        return sessions::owner_of(transaction, hash);
    }
};

struct FindSession {
    sessions::Owner owner;
    Result<sessions::ClientSession> operator()(db::Transaction& transaction) const {
        return sessions::find(transaction, owner.account, owner.session);
    }
};

}  // namespace

Task<Result<sessions::ClientSession>> session_of(db::Database& database, std::string token) {
    if (token.size() != token_characters) { co_return stranger(); }
    auto find_owner = FindOwner{sha256(token)};
    auto const owner = co_await database.run(0, std::move(find_owner));
    if (!owner) { co_return owner.error(); }
    auto find_session = FindSession{*owner};
    co_return co_await database.run(owner->account.value, std::move(find_session));
}

http::Response too_fast(std::chrono::seconds wait) {
    return api::problem(Error{ErrorCode::throttled, "too many requests", "rate_limit"}, wait);
}

Task<Result<InboxHere>> Door::inbox_of(std::string widget_key) {
    auto const id = parse_id<Inbox>(widget_key.substr(0, widget_key.find('-')));
    if (!id) { co_return no_inbox(); }
    auto found = co_await inboxes_->find(*id);
    if (!found && found.error().code == ErrorCode::unavailable) { co_return found.error(); }
    auto const is_it = found && (*found)->channel == Channel::webchat &&
                       equal_in_constant_time((*found)->address, widget_key);
    if (!is_it) { co_return no_inbox(); }
    co_return *std::move(found);
}

Task<Result<Visit>> Door::visit_of(std::string token) {
    auto session = co_await session_of(*database_, std::move(token));
    if (!session) { co_return session.error(); }
    auto inbox = co_await inboxes_->find(session->inbox);
    if (!inbox && inbox.error().code == ErrorCode::unavailable) { co_return inbox.error(); }
    if (!inbox || (*inbox)->channel != Channel::webchat) { co_return stranger(); }
    co_return Visit{*std::move(session), *std::move(inbox)};
}

Task<bool> Door::is_own_page(api::Call const& call, std::string origin) {
    auto key = call.request.query_value("key").value_or("");
    auto const inbox = co_await inbox_of(std::move(key));
    co_return inbox&& is_allowed((*inbox)->secrets["allowed_origins"], origin);
}

Task<Result<http::Response>> Door::admit(api::Call call, Handler handler, Pace* pace) {
    auto const origin = std::string{call.request.header("Origin")};
    auto token = token_of(call.request);
    auto visit = co_await visit_of(std::move(token));
    if (!visit) {
        auto refusal = api::problem(visit.error());
        auto const is_own = co_await is_own_page(call, origin);
        if (is_own) { add_cors(refusal, origin); }
        co_return refusal;
    }
    if (!is_for_page(*visit->inbox, origin)) { co_return foreign(); }
    auto answer = co_await run(std::move(call), *std::move(visit), std::move(handler), pace);
    auto response = answer ? *std::move(answer) : api::problem(answer.error());
    if (!origin.empty()) { add_cors(response, origin); }
    co_return response;
}

Task<bool> Door::admits(http::Request const& request) {
    auto token = token_of(request);
    auto const visit = co_await visit_of(std::move(token));
    co_return visit&& is_for_page(*visit->inbox, request.header("Origin"));
}

Task<Result<http::Response>> Door::run(api::Call call, Visit visit, Handler handler, Pace* pace) {
    auto const now = std::chrono::steady_clock::now();
    auto const whose = to_string(visit.session.id);
    if (auto const wait = requests_.refuse(whose, now)) { co_return too_fast(*wait); }
    if (pace != nullptr) {
        if (auto const wait = pace->refuse(whose, now)) { co_return too_fast(*wait); }
    }
    co_return co_await handler(std::move(call), std::move(visit));
}

Task<Result<http::Response>> Door::preflight(api::Call call) {
    auto const origin = std::string{call.request.header("Origin")};
    auto const is_own = co_await is_own_page(call, origin);
    if (!is_own) { co_return foreign(); }
    auto response = http::Response{204};
    add_cors(response, origin);
    response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
    response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    co_return response;
}

}  // namespace balie::client
