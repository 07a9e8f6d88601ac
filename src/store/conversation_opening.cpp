// Writing first: the conversation that an identity's contact has open in an inbox, or a new one.
#include "store/conversation_standing.hpp"

namespace balie::store::conversations {
namespace {

// Of a merged contact rather the one in which this very person wrote last; of a chat's visitors no other one at all.
constexpr auto find_unresolved = db::Statement{"conversations.find_unresolved", R"sql(
    SELECT c.id
      FROM contact_identities d
      JOIN conversations c ON c.account_id = d.account_id AND c.contact_id = d.contact_id AND c.inbox_id = d.inbox_id
     CROSS JOIN LATERAL (SELECT p.person_id FROM contact_identities p
                          WHERE p.account_id = c.account_id AND p.id = c.identity_id LIMIT 1) w
     WHERE d.account_id = $1 AND d.id = $2 AND c.status <> 'resolved' AND NOT c.public
       AND (w.person_id = d.person_id OR d.kind NOT IN ('visitor', 'external'))
     ORDER BY w.person_id = d.person_id DESC, c.id DESC
     LIMIT 1
)sql"};

// The thread key is the identity that opens it; the index of unresolved threads settles who is first.
constexpr auto insert_conversation = db::Statement{"conversations.insert", R"sql(
    WITH number AS (
        UPDATE conversation_numbers SET last = last + 1 WHERE account_id = $1 RETURNING last
    )
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key)
    SELECT $1, nextval('conversation_ids'), n.last, d.inbox_id, d.contact_id, d.id, 'i' || d.id
      FROM contact_identities d, number n
     WHERE d.account_id = $1 AND d.id = $2
    ON CONFLICT (account_id, inbox_id, thread_key) WHERE status <> 'resolved' DO UPDATE SET version = conversations.version
    RETURNING id, xmax = 0 AS is_new
)sql"};

constexpr auto insert_thread = db::Statement{"conversations.insert_thread", R"sql(
    WITH number AS (
        UPDATE conversation_numbers SET last = last + 1 WHERE account_id = $1 RETURNING last, nextval('conversation_ids') AS id
    )
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key)
    SELECT $1, n.id, n.last, d.inbox_id, d.contact_id, d.id, 'mail:own:' || n.id
      FROM contact_identities d, number n
     WHERE d.account_id = $1 AND d.id = $2
    RETURNING id
)sql"};

// The contact may have become a redirect while the insert waited for the merge; the address knows whose it is.
constexpr auto follow_identity = db::Statement{"conversations.follow_identity", R"sql(
    UPDATE conversations c
       SET contact_id = d.contact_id
      FROM contact_identities d
     WHERE c.account_id = $1 AND c.id = $2 AND d.account_id = $1 AND d.id = c.identity_id
       AND c.contact_id <> d.contact_id
)sql"};

}  // namespace

Opened open_for(db::Transaction& transaction, AccountId account, ContactIdentityId identity) {
    auto const found = transaction.run(find_unresolved, {account, identity});
    if (!found.empty()) { return {found.front().id<Conversation>("id")}; }
    auto const made = transaction.run(insert_conversation, {account, identity});
    auto const row = made.front();
    transaction.run(follow_identity, {account, row.id<Conversation>("id")});
    return {row.id<Conversation>("id"), row.boolean("is_new")};
}

Opened open_another(db::Transaction& transaction, AccountId account, ContactIdentityId identity) {
    auto const made = transaction.run(insert_thread, {account, identity});
    auto const id = made.front().id<Conversation>("id");
    transaction.run(follow_identity, {account, id});
    return {id, true};
}

}  // namespace balie::store::conversations
