// How long a link is good stands in the row, as its end does.
#include "store/side_questions.hpp"

#include "store/proved_link.hpp"

namespace balie::store::side_questions {
namespace {

constexpr auto purpose = std::string_view{"sidelink"};

constexpr auto insert_question = db::Statement{"side_questions.create", R"sql(
    INSERT INTO side_questions (account_id, id, conversation_id, note_id, user_id, name, email, message_ids, expires_at)
    VALUES ($1, nextval('side_question_ids'), $2, $3, $4, $5, $6, $7::bigint[], $8)
    RETURNING id
)sql"};

constexpr auto find_question = db::Statement{"side_questions.find", R"sql(
    SELECT id, conversation_id, note_id, user_id, name, email, message_ids, expires_at, answered_at, answer_id, withdrawn_at
      FROM side_questions
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_question_by_note = db::Statement{"side_questions.find_by_note", R"sql(
    SELECT id, conversation_id, note_id, user_id, name, email, message_ids, expires_at, answered_at, answer_id, withdrawn_at
      FROM side_questions
     WHERE account_id = $1 AND note_id = $2
)sql"};

constexpr auto write_answer = db::Statement{"side_questions.answer", R"sql(
    UPDATE side_questions
       SET answered_at = $4, answer_id = $3
     WHERE account_id = $1 AND id = $2 AND answered_at IS NULL AND withdrawn_at IS NULL AND expires_at > $4
    RETURNING id
)sql"};

constexpr auto write_withdrawal = db::Statement{"side_questions.withdraw", R"sql(
    UPDATE side_questions
       SET withdrawn_at = $3
     WHERE account_id = $1 AND id = $2 AND answered_at IS NULL AND withdrawn_at IS NULL
    RETURNING id
)sql"};

constexpr auto show_members = db::Statement{"side_questions.show", R"sql(
    UPDATE messages
       SET content = jsonb_set(content, '{side_question}', (content -> 'side_question') || $3::jsonb), version = version + 1
     WHERE account_id = $1 AND id = $2 AND content ? 'side_question'
)sql"};

constexpr auto count_load = db::Statement{"side_questions.load", R"sql(
    SELECT (SELECT count(*) FROM side_questions q WHERE q.account_id = $1 AND q.user_id = $2 AND q.created_at > $4) AS asked,
           (SELECT count(*) FROM side_questions q
             WHERE q.account_id = $1 AND q.conversation_id = $3 AND q.answered_at IS NULL AND q.withdrawn_at IS NULL
               AND q.expires_at > $5) AS open
)sql"};

constexpr auto find_conversation = db::Statement{"side_questions.conversation_of", R"sql(
    SELECT conversation_id
      FROM messages
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL
)sql"};

constexpr auto find_quoted = db::Statement{"side_questions.quoted", R"sql(
    SELECT m.direction, m.text, m.created_at,
           (SELECT count(*) FROM attachments a WHERE a.account_id = $1 AND a.message_id = m.id) AS files
      FROM unnest($3::bigint[]) AS t(id)
     CROSS JOIN LATERAL (SELECT * FROM messages o WHERE o.account_id = $1 AND o.id = t.id LIMIT 1) m
     WHERE ($2::bigint IS NULL OR m.conversation_id = $2) AND m.kind = 'message' AND m.deleted_at IS NULL
     ORDER BY m.id
)sql"};

constexpr auto find_mail_inbox = db::Statement{"side_questions.mail_inbox", R"sql(
    SELECT id
      FROM inboxes
     WHERE account_id = $1 AND channel = 'email' AND enabled AND deleted_at IS NULL AND NOT needs_reauthorization
     ORDER BY id = $2 DESC, id
     LIMIT 1
)sql"};

SideQuestion from_row(db::Row const& row) {
    auto question = SideQuestion{row.id<SideQuestion>("id")};
    question.conversation = row.id<Conversation>("conversation_id");
    question.note = row.id<Message>("note_id");
    question.user = row.id<User>("user_id");
    question.name = row.string("name");
    question.email = row.string("email");
    for (auto const id : row.integers("message_ids")) { question.messages.emplace_back(id); }
    question.expires_at = row.time("expires_at");
    question.answered_at = row.maybe_time("answered_at");
    question.answer = row.id<Message>("answer_id");
    question.withdrawn_at = row.maybe_time("withdrawn_at");
    return question;
}

}  // namespace

std::string token_of(Link const& link, SecretBox const& box) {
    return store::token_of(purpose, {link.account, link.question.value}, box);
}

std::optional<Link> read_token(std::string_view token, SecretBox const& box) {
    auto const read = store::read_token(purpose, token, box);
    if (!read) { return std::nullopt; }
    return Link{read->account, SideQuestionId{read->number}};
}

SideQuestionId create(db::Transaction& transaction, AccountId account, SideQuestion const& question) {
    return transaction
        .run(insert_question, {account, question.conversation, question.note, question.user, question.name,
                               question.email, db::array(question.messages), question.expires_at})
        .front()
        .id<SideQuestion>("id");
}

Result<SideQuestion> find(db::Transaction& transaction, AccountId account, SideQuestionId id) {
    auto const rows = transaction.run(find_question, {account, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such question"}; }
    return from_row(rows.front());
}

std::optional<SideQuestion> find_by_note(db::Transaction& transaction, AccountId account, MessageId note) {
    auto const rows = transaction.run(find_question_by_note, {account, note});
    if (rows.empty()) { return std::nullopt; }
    return from_row(rows.front());
}

bool answer(db::Transaction& transaction, AccountId account, SideQuestionId id, MessageId answer, Time now) {
    return !transaction.run(write_answer, {account, id, answer, now}).empty();
}

bool withdraw(db::Transaction& transaction, AccountId account, SideQuestionId id, Time now) {
    return !transaction.run(write_withdrawal, {account, id, now}).empty();
}

void show_on_note(db::Transaction& transaction, AccountId account, MessageId note,
                  std::string const& members) {
    transaction.run(show_members, {account, note, members});
}

Load load(db::Transaction& transaction, AccountId account, UserId user, ConversationId conversation,
          Time since, Time now) {
    auto const rows = transaction.run(count_load, {account, user, conversation, since, now});
    return {rows.front().integer("asked"), rows.front().integer("open")};
}

std::optional<ConversationId> conversation_of(db::Transaction& transaction, AccountId account,
                                              MessageId note) {
    auto const rows = transaction.run(find_conversation, {account, note});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<Conversation>("conversation_id");
}

std::vector<Quoted> quoted(db::Transaction& transaction, AccountId account, ConversationId conversation,
                           std::vector<MessageId> const& messages) {
    auto found = std::vector<Quoted>{};
    for (auto const& row : transaction.run(find_quoted, {account, conversation, db::array(messages)})) {
        found.push_back({from_word<Direction>(row.text("direction")).value_or(Direction::in),
                         row.string("text"), row.integer("files"), row.time("created_at")});
    }
    return found;
}

std::optional<InboxId> mail_inbox(db::Transaction& transaction, AccountId account, InboxId preferred) {
    auto const rows = transaction.run(find_mail_inbox, {account, preferred});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<Inbox>("id");
}

}  // namespace balie::store::side_questions
