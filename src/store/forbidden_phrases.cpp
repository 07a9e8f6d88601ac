// Text and phrase are compared by their plain words, as search does, so that both fold alike.
#include "store/forbidden_phrases.hpp"

namespace balie::store::forbidden_phrases {
namespace {

constexpr auto list_phrases = db::Statement{"forbidden_phrases.list", R"sql(
    SELECT id, phrase, explanation
      FROM forbidden_phrases
     WHERE account_id = $1
     ORDER BY lower(phrase), id
)sql"};

constexpr auto count_phrases = db::Statement{"forbidden_phrases.count", R"sql(
    SELECT count(*) AS number FROM forbidden_phrases WHERE account_id = $1
)sql"};

constexpr auto find_by_id = db::Statement{"forbidden_phrases.find", R"sql(
    SELECT id, phrase, explanation FROM forbidden_phrases WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_phrase = db::Statement{"forbidden_phrases.insert", R"sql(
    INSERT INTO forbidden_phrases (account_id, id, phrase, words, explanation)
    SELECT $1, nextval('forbidden_phrase_ids'), $2, w.words, $3
      FROM (SELECT phrase_words($2) AS words OFFSET 0) w
     WHERE w.words <> ''
    RETURNING id, phrase, explanation
)sql"};

constexpr auto update_phrase = db::Statement{"forbidden_phrases.update", R"sql(
    UPDATE forbidden_phrases
       SET phrase = $3, words = w.words, explanation = $4
      FROM (SELECT phrase_words($3) AS words OFFSET 0) w
     WHERE account_id = $1 AND id = $2 AND w.words <> ''
    RETURNING id, phrase, explanation
)sql"};

constexpr auto remove_phrase = db::Statement{"forbidden_phrases.remove", R"sql(
    DELETE FROM forbidden_phrases
     WHERE account_id = $1 AND id = $2
    RETURNING id, phrase, explanation
)sql"};

constexpr auto find_phrase = db::Statement{"forbidden_phrases.find_in", R"sql(
    SELECT f.id, f.phrase, f.explanation
      FROM (SELECT ' ' || phrase_words($2) || ' ' AS words OFFSET 0) t
     CROSS JOIN LATERAL (SELECT * FROM forbidden_phrases p
                          WHERE p.account_id = $1 AND position(' ' || p.words || ' ' IN t.words) > 0
                          ORDER BY p.id
                          LIMIT 1) f
)sql"};

constexpr auto phrases_max = 200;

Error no_words() { return {ErrorCode::unprocessable, "a phrase has a letter or a digit", "empty", "phrase"}; }
Error no_phrase() { return {ErrorCode::not_found, "no such phrase"}; }

ForbiddenPhrase from_row(db::Row const& row) {
    return ForbiddenPhrase{row.id<ForbiddenPhrase>("id"), row.string("phrase"), row.string("explanation")};
}

}  // namespace

std::vector<ForbiddenPhrase> list(db::Transaction& transaction, AccountId account) {
    auto phrases = std::vector<ForbiddenPhrase>{};
    for (auto const& row : transaction.run(list_phrases, {account})) { phrases.push_back(from_row(row)); }
    return phrases;
}

Result<ForbiddenPhrase> insert(db::Transaction& transaction, AccountId account, std::string const& phrase,
                               std::string const& explanation) {
    if (transaction.run(count_phrases, {account}).front().integer("number") >= phrases_max) {
        return Error{ErrorCode::unprocessable, "there are two hundred phrases already", "too_many"};
    }
    auto const rows = transaction.run(insert_phrase, {account, phrase, explanation});
    if (rows.empty()) { return no_words(); }
    return from_row(rows.front());
}

Result<ForbiddenPhrase> lock(db::Transaction& transaction, AccountId account, ForbiddenPhraseId id) {
    auto const rows = transaction.run(find_by_id, {account, id});
    if (rows.empty()) { return no_phrase(); }
    return from_row(rows.front());
}

Result<ForbiddenPhrase> update(db::Transaction& transaction, AccountId account,
                               ForbiddenPhrase const& changed) {
    auto const rows =
        transaction.run(update_phrase, {account, changed.id, changed.phrase, changed.explanation});
    if (rows.empty()) { return no_words(); }
    return from_row(rows.front());
}

Result<ForbiddenPhrase> remove(db::Transaction& transaction, AccountId account, ForbiddenPhraseId id) {
    auto const rows = transaction.run(remove_phrase, {account, id});
    if (rows.empty()) { return no_phrase(); }
    return from_row(rows.front());
}

std::optional<ForbiddenPhrase> find_in(db::Transaction& transaction, AccountId account,
                                       std::string const& text) {
    auto const rows = transaction.run(find_phrase, {account, text});
    return rows.empty() ? std::nullopt : std::optional{from_row(rows.front())};
}

}  // namespace balie::store::forbidden_phrases
