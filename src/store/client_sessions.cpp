#include "store/client_sessions.hpp"

namespace balie::store::client_sessions {
namespace {

constexpr auto find_owner = db::Statement{"client_sessions.owner", R"sql(
    SELECT account_id, client_session_id
      FROM directory_client_session($1::bytea)
)sql"};

constexpr auto find_session = db::Statement{"client_sessions.find", R"sql(
    SELECT s.id, s.inbox_id, s.visitor, s.external_id, s.name, s.email, s.phone
      FROM client_sessions s
      JOIN inboxes i ON i.account_id = s.account_id AND i.id = s.inbox_id
     WHERE s.account_id = $1 AND s.id = $2 AND i.deleted_at IS NULL AND i.enabled
)sql"};

constexpr auto insert_session = db::Statement{"client_sessions.create", R"sql(
    INSERT INTO client_sessions (account_id, id, inbox_id, secret_hash, visitor, external_id, name, email, phone,
                                 created_at, seen_at)
    VALUES ($1, nextval('client_session_ids'), $2, $3::bytea, $4, nullif($5, ''), $6, $7, $8, $9, $9)
    RETURNING id
)sql"};

constexpr auto update_session = db::Statement{"client_sessions.update", R"sql(
    UPDATE client_sessions
       SET external_id = nullif($3, ''), name = $4, email = $5, phone = $6, seen_at = $7
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto update_page = db::Statement{"client_sessions.set_page", R"sql(
    UPDATE client_sessions
       SET page_url = $3, page_title = $4, page_at = $5, seen_at = $5
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_pages = db::Statement{"client_sessions.pages_of", R"sql(
    SELECT s.inbox_id, s.page_url, s.page_title, s.page_at
      FROM contact_identities d
      JOIN client_sessions s ON s.account_id = d.account_id AND s.inbox_id = d.inbox_id AND s.visitor = d.value
     WHERE d.account_id = $1 AND d.contact_id = $2 AND d.kind = 'visitor' AND s.page_at IS NOT NULL AND s.page_url <> ''
     ORDER BY s.page_at DESC
     LIMIT $3
)sql"};

Error stranger() { return {ErrorCode::unauthenticated, "no such visitor", "visitor_token"}; }

}  // namespace

Result<Owner> owner_of(db::Transaction& transaction, std::string_view secret_hash) {
    auto const rows = transaction.run(find_owner, {db::bytea(secret_hash)});
    if (rows.empty()) { return stranger(); }
    return Owner{rows.front().id<Account>("account_id"), rows.front().id<ClientSession>("client_session_id")};
}

Result<ClientSession> find(db::Transaction& transaction, AccountId account, ClientSessionId id) {
    auto const rows = transaction.run(find_session, {account, id});
    if (rows.empty()) { return stranger(); }
    auto const row = rows.front();
    return ClientSession{account,
                         row.id<ClientSession>("id"),
                         row.id<Inbox>("inbox_id"),
                         row.string("visitor"),
                         row.string("external_id"),
                         row.string("name"),
                         row.string("email"),
                         row.string("phone")};
}

ClientSessionId create(db::Transaction& transaction, ClientSession const& session,
                       std::string_view secret_hash, Time now) {
    auto const rows = transaction.run(
        insert_session, {session.account, session.inbox, db::bytea(secret_hash), session.visitor,
                         session.external_id, session.name, session.email, session.phone, now});
    return rows.front().id<ClientSession>("id");
}

void update(db::Transaction& transaction, ClientSession const& session, Time now) {
    transaction.run(update_session, {session.account, session.id, session.external_id, session.name,
                                     session.email, session.phone, now});
}

void set_page(db::Transaction& transaction, AccountId account, ClientSessionId id, PageSeen const& page,
              Time now) {
    transaction.run(update_page, {account, id, page.url, page.title, now});
}

std::vector<Visiting> pages_of(db::Transaction& transaction, AccountId account, ContactId contact,
                               std::int64_t count_max) {
    auto pages = std::vector<Visiting>{};
    for (auto const& row : transaction.run(find_pages, {account, contact, count_max})) {
        pages.push_back(Visiting{row.id<Inbox>("inbox_id"),
                                 {row.string("page_url"), row.string("page_title")},
                                 row.time("page_at")});
    }
    return pages;
}

}  // namespace balie::store::client_sessions
