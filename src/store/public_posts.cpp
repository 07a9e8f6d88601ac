// The time of the next question is also the lease of the one under way; what is never asked again is due for ever later.
#include "store/public_posts.hpp"

#include <nlohmann/json.hpp>

namespace balie::store::public_posts {
namespace {

using nlohmann::json;

// The choice stands before the UPDATE: in its FROM it may be made once for each row, and take more than the limit.
constexpr auto take_due = db::Statement{"public_posts.take", R"sql(
    WITH due AS MATERIALIZED (
        SELECT o.id,
               (SELECT true FROM messages m
                 WHERE m.account_id = $1 AND m.inbox_id = $2 AND m.external_id = o.thread_key LIMIT 1) IS TRUE AS here
          FROM conversations o
         WHERE o.account_id = $1 AND o.inbox_id = $2 AND o.public AND o.post_due_at IS DISTINCT FROM 'infinity'
           AND coalesce(o.post_due_at, '-infinity') <= $3
         ORDER BY coalesce(o.post_due_at, '-infinity')
         LIMIT $4
           FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE conversations c
       SET post_due_at = $5, post_tries = c.post_tries + 1
      FROM due
     WHERE c.account_id = $1 AND c.id = due.id
    RETURNING c.id, c.thread_key, c.post_tries, due.here
)sql"};

constexpr auto fill_in = db::Statement{"public_posts.fill", R"sql(
    UPDATE conversations
       SET post = $3::jsonb, post_due_at = 'infinity', version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING inbox_id, team_id, assignee_id
)sql"};

constexpr auto ask_later = db::Statement{"public_posts.put_off", R"sql(
    UPDATE conversations
       SET post_due_at = coalesce($3::timestamptz, 'infinity')
     WHERE account_id = $1 AND id = $2
)sql"};

std::string kept_as(PublicPost const& post) {
    auto object = json::object();
    auto const put = [&object](char const* name, std::string const& value) {
        if (!value.empty()) { object[name] = value; }
    };
    put("text", post.text);
    put("url", post.url);
    put("author", post.author);
    put("picture", post.picture);
    if (post.created_at) { object["created_at"] = to_rfc3339(*post.created_at); }
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::vector<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t count,
                      Time now, Time lease_until) {
    auto taken = std::vector<Due>{};
    for (auto const& row : transaction.run(take_due, {account, inbox, now, count, lease_until})) {
        taken.push_back({row.id<Conversation>("id"), row.string("thread_key"), row.integer("post_tries"),
                         row.boolean("here")});
    }
    return taken;
}

std::optional<Filled> fill(db::Transaction& transaction, AccountId account, ConversationId conversation,
                           PublicPost const& post) {
    auto const rows = transaction.run(fill_in, {account, conversation, kept_as(post)});
    if (rows.empty()) { return std::nullopt; }
    auto const row = rows.front();
    return Filled{row.id<Inbox>("inbox_id"), row.id<Team>("team_id"), row.id<User>("assignee_id")};
}

void put_off(db::Transaction& transaction, AccountId account, ConversationId conversation,
             std::optional<Time> due_at) {
    transaction.run(ask_later, {account, conversation, due_at});
}

std::optional<PublicPost> read(std::string_view kept) {
    auto const object = json::parse(kept, nullptr, false);
    if (!object.is_object()) { return std::nullopt; }
    auto post = PublicPost{object.value("text", ""), object.value("url", ""), object.value("author", ""),
                           object.value("picture", "")};
    auto const at = parse_time(object.value("created_at", ""));
    if (at) { post.created_at = *at; }
    return post;
}

}  // namespace balie::store::public_posts
