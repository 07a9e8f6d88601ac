#include "store/mail_threads.hpp"

namespace balie::store::mail_threads {
namespace {

constexpr auto find_people = db::Statement{"mail_threads.people", R"sql(
    SELECT n.address, n.name,
           EXISTS (SELECT FROM inboxes i
                    WHERE i.account_id = $1 AND i.channel = 'email' AND i.deleted_at IS NULL AND lower(i.address) = n.address)
           OR EXISTS (SELECT FROM contact_identities d
                       WHERE d.account_id = $1 AND d.id = $3 AND lower(d.value) = n.address) AS is_reached
      FROM (SELECT DISTINCT ON (lower(p.one ->> 'address'))
                   lower(p.one ->> 'address') AS address, coalesce(p.one ->> 'name', '') AS name
              FROM messages m
             CROSS JOIN LATERAL jsonb_array_elements(coalesce(m.content #> '{email,to}', '[]'::jsonb)
                                                     || coalesce(m.content #> '{email,cc}', '[]'::jsonb)
                                                     || jsonb_build_array(m.content #> '{email,from}')) AS p (one)
             WHERE m.account_id = $1 AND m.conversation_id = $2 AND m.direction = 'in' AND m.deleted_at IS NULL
               AND m.content ? 'email' AND p.one ->> 'address' <> ''
             ORDER BY lower(p.one ->> 'address'), m.id DESC) n
)sql"};

}  // namespace

std::vector<Named> people(db::Transaction& transaction, AccountId account, ConversationId conversation,
                          ContactIdentityId answered) {
    auto named = std::vector<Named>{};
    for (auto const& row : transaction.run(find_people, {account, conversation, answered})) {
        named.push_back(Named{row.string("address"), row.string("name"), row.boolean("is_reached")});
    }
    return named;
}

}  // namespace balie::store::mail_threads
