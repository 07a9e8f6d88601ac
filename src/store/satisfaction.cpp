// Asking and answering. How long a link is good stands in the row.
#include "store/satisfaction.hpp"

#include "store/proved_link.hpp"

namespace balie::store::satisfaction {
namespace {

constexpr auto purpose = std::string_view{"ratelink"};

constexpr auto find_survey = db::Statement{"satisfaction.survey", R"sql(
    SELECT survey_enabled, survey_words
      FROM inboxes
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL
)sql"};

constexpr auto write_survey = db::Statement{"satisfaction.set_survey", R"sql(
    UPDATE inboxes
       SET survey_enabled = $3, survey_words = $4
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto plan_question = db::Statement{"satisfaction.plan", R"sql(
    INSERT INTO satisfaction_responses (account_id, id, conversation_id, user_id, team_id, resolved_at)
    SELECT $1, nextval('satisfaction_response_ids'), $2, $4, $5, $6
      FROM inboxes i
     WHERE i.account_id = $1 AND i.id = $3 AND i.survey_enabled
    ON CONFLICT (account_id, conversation_id) WHERE asked_at IS NULL
    DO UPDATE SET user_id = excluded.user_id, team_id = excluded.team_id, resolved_at = excluded.resolved_at
)sql"};

constexpr auto find_due = db::Statement{"satisfaction.due", R"sql(
    SELECT id
      FROM satisfaction_responses
     WHERE account_id = $1 AND asked_at IS NULL AND resolved_at <= $2
     ORDER BY resolved_at
     LIMIT $3
)sql"};

constexpr auto find_grounds = db::Statement{"satisfaction.grounds", R"sql(
    SELECT i.survey_enabled, i.survey_words, a.locale,
           EXISTS (SELECT FROM messages m
                    WHERE m.account_id = $1 AND m.conversation_id = $2 AND m.direction = 'out' AND m.kind = 'message'
                      AND m.sender_type = 'user' AND m.status IN ('sent', 'delivered', 'read')) AS was_answered,
           EXISTS (SELECT FROM conversations c
                     JOIN satisfaction_responses r ON r.account_id = $1 AND r.conversation_id = c.id
                    WHERE c.account_id = $1 AND c.contact_id = $4 AND r.asked_at > $5) AS asked_lately
      FROM inboxes i
      JOIN accounts a ON a.id = i.account_id
     WHERE i.account_id = $1 AND i.id = $3
)sql"};

constexpr auto write_asked = db::Statement{"satisfaction.mark_asked", R"sql(
    UPDATE satisfaction_responses
       SET message_id = $3, asked_at = $4, expires_at = $5
     WHERE account_id = $1 AND id = $2 AND asked_at IS NULL
    RETURNING id
)sql"};

constexpr auto drop_question = db::Statement{"satisfaction.drop", R"sql(
    DELETE FROM satisfaction_responses
     WHERE account_id = $1 AND id = $2 AND asked_at IS NULL
)sql"};

constexpr auto find_response = db::Statement{"satisfaction.find", R"sql(
    SELECT id, conversation_id, resolved_at, message_id, asked_at, expires_at, answered_at, rating, comment, line_id
      FROM satisfaction_responses
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto write_rating = db::Statement{"satisfaction.rate", R"sql(
    UPDATE satisfaction_responses
       SET rating = $3::int, comment = $4, answered_at = coalesce(answered_at, $5)
     WHERE account_id = $1 AND id = $2 AND expires_at > $5
    RETURNING id
)sql"};

constexpr auto write_line = db::Statement{"satisfaction.keep_line", R"sql(
    UPDATE satisfaction_responses
       SET line_id = $3
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto write_line_anew = db::Statement{"satisfaction.rewrite_line", R"sql(
    UPDATE messages
       SET content = $3::jsonb, version = version + 1
     WHERE account_id = $1 AND id = $2 AND kind = 'activity'
)sql"};

constexpr auto raise_contact = db::Statement{"satisfaction.touch_contact", R"sql(
    UPDATE contacts
       SET version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

}  // namespace

Result<Survey> survey_of(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto const rows = transaction.run(find_survey, {account, inbox});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such inbox"}; }
    return Survey{rows.front().boolean("survey_enabled"), rows.front().string("survey_words")};
}

void set_survey(db::Transaction& transaction, AccountId account, InboxId inbox, Survey const& survey) {
    transaction.run(write_survey, {account, inbox, survey.is_enabled, survey.words});
}

void plan(db::Transaction& transaction, AccountId account, conversations::Standing const& resolved,
          Time now) {
    transaction.run(plan_question,
                    {account, resolved.id, resolved.inbox_id, resolved.assignee_id, resolved.team_id, now});
}

std::vector<ResponseId> due(db::Transaction& transaction, AccountId account, Time resolved_before,
                            std::int64_t count_max) {
    auto found = std::vector<ResponseId>{};
    for (auto const& row : transaction.run(find_due, {account, resolved_before, count_max})) {
        found.push_back(row.id<Response>("id"));
    }
    return found;
}

Grounds grounds(db::Transaction& transaction, AccountId account, conversations::Standing const& standing,
                Time asked_since) {
    auto const rows = transaction.run(
        find_grounds, {account, standing.id, standing.inbox_id, standing.contact_id, asked_since});
    if (rows.empty()) { return {}; }
    auto const row = rows.front();
    return {{row.boolean("survey_enabled"), row.string("survey_words")},
            row.string("locale"),
            row.boolean("was_answered"),
            row.boolean("asked_lately")};
}

bool mark_asked(db::Transaction& transaction, AccountId account, ResponseId id, MessageId message, Time now,
                Time expires_at) {
    return !transaction.run(write_asked, {account, id, message, now, expires_at}).empty();
}

void drop(db::Transaction& transaction, AccountId account, ResponseId id) {
    transaction.run(drop_question, {account, id});
}

std::string token_of(Link const& link, SecretBox const& box) {
    return store::token_of(purpose, {link.account, link.response.value}, box);
}

std::optional<Link> read_token(std::string_view token, SecretBox const& box) {
    auto const read = store::read_token(purpose, token, box);
    if (!read) { return std::nullopt; }
    return Link{read->account, ResponseId{read->number}};
}

Result<Response> find(db::Transaction& transaction, AccountId account, ResponseId id) {
    auto const rows = transaction.run(find_response, {account, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such question"}; }
    auto const row = rows.front();
    auto response = Response{row.id<Response>("id"), row.id<Conversation>("conversation_id")};
    response.resolved_at = row.time("resolved_at");
    response.message = row.id<Message>("message_id");
    response.asked_at = row.maybe_time("asked_at");
    response.expires_at = row.maybe_time("expires_at");
    response.answered_at = row.maybe_time("answered_at");
    response.rating = row.maybe_integer("rating");
    response.comment = row.string("comment");
    response.line = row.id<Message>("line_id");
    return response;
}

bool rate(db::Transaction& transaction, AccountId account, ResponseId id, Rating const& rating, Time now) {
    return !transaction.run(write_rating, {account, id, rating.rating, rating.comment, now}).empty();
}

void keep_line(db::Transaction& transaction, AccountId account, ResponseId id, MessageId line) {
    transaction.run(write_line, {account, id, line});
}

void rewrite_line(db::Transaction& transaction, AccountId account, MessageId line,
                  std::string const& content) {
    transaction.run(write_line_anew, {account, line, content});
}

void touch_contact(db::Transaction& transaction, AccountId account, ContactId contact) {
    transaction.run(raise_contact, {account, contact});
}

}  // namespace balie::store::satisfaction
