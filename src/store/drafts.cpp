// Two windows of one person write the same draft: whoever saw an older version is told, and loses nothing.
#include "store/drafts.hpp"

namespace balie::store::drafts {
namespace {

constexpr auto list_drafts = db::Statement{"drafts.list", R"sql(
    SELECT mode, text, attachment_ids, version
      FROM drafts
     WHERE account_id = $1 AND conversation_id = $2 AND user_id = $3
     ORDER BY mode DESC
)sql"};

constexpr auto begin_draft = db::Statement{"drafts.begin", R"sql(
    INSERT INTO drafts (account_id, conversation_id, user_id, mode, text, attachment_ids)
    VALUES ($1, $2, $3, $4, $5, $6::bigint[])
    ON CONFLICT DO NOTHING
    RETURNING mode, text, attachment_ids, version
)sql"};

constexpr auto replace_draft = db::Statement{"drafts.replace", R"sql(
    UPDATE drafts
       SET text = $5, attachment_ids = $6::bigint[], version = version + 1, updated_at = now()
     WHERE account_id = $1 AND conversation_id = $2 AND user_id = $3 AND mode = $4 AND version = $7
    RETURNING mode, text, attachment_ids, version
)sql"};

Draft from_row(db::Row const& row) {
    auto draft = Draft{draft_mode_of(row.text("mode")), row.string("text")};
    for (auto const id : row.integers("attachment_ids")) { draft.attachment_ids.emplace_back(id); }
    draft.version = row.integer("version");
    return draft;
}

}  // namespace

std::vector<Draft> list(db::Transaction& transaction, access::Actor const& actor,
                        ConversationId conversation) {
    auto drafts = std::vector<Draft>{};
    for (auto const& row : transaction.run(list_drafts, {actor.account, conversation, actor.user})) {
        drafts.push_back(from_row(row));
    }
    return drafts;
}

std::optional<Draft> save(db::Transaction& transaction, access::Actor const& actor,
                          ConversationId conversation, Draft const& draft) {
    auto params = std::vector<db::Param>{actor.account,       conversation, actor.user,
                                         to_word(draft.mode), draft.text,   db::array(draft.attachment_ids)};
    if (draft.version != 0) { params.emplace_back(draft.version); }
    auto const rows = transaction.run(draft.version == 0 ? begin_draft : replace_draft, params);
    if (rows.empty()) { return std::nullopt; }
    return from_row(rows.front());
}

}  // namespace balie::store::drafts
