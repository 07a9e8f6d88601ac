// SQL of the audit log.
#include "store/audit.hpp"

#include "store/planning.hpp"

namespace balie::store::audit {
namespace {

constexpr auto insert_line = db::Statement{"audit.write", R"sql(
    INSERT INTO audit_log (account_id, user_id, action, subject_type, subject_id, detail)
    VALUES ($1, $2, $3, $4, nullif($5::bigint, 0), $6::jsonb))sql"};

// An action that ends with a dot is a whole kind; else it is that one alone.
// Lines are numbered as they are written, so the newest number is the newest line.
constexpr auto list_lines = db::Statement{"audit.list", R"sql(
    SELECT id, at, user_id, action, subject_type, subject_id, detail
      FROM audit_log
     WHERE account_id = $1
       AND ($2::bigint IS NULL OR user_id = $2)
       AND ($3 = '' OR (action ~>=~ $3 AND action ~<~ ($3 || CASE WHEN right($3, 1) = '.' THEN U&'\+10FFFF' ELSE U&'\0001' END)))
       AND ($4::timestamptz IS NULL OR at >= $4)
       AND ($5::timestamptz IS NULL OR at < $5)
       AND ($6::bigint IS NULL OR id < $6)
     ORDER BY id DESC
     LIMIT $7)sql"};

}  // namespace

void write(db::Transaction& transaction, Line const& line) {
    transaction.run(insert_line, {line.account, line.user, line.action, line.subject_type, line.subject_id,
                                  line.detail.dump()});
}

std::vector<Entry> list(db::Transaction& transaction, AccountId account, Question const& question) {
    plan_for_these_values(transaction);
    auto entries = std::vector<Entry>{};
    for (auto const& row :
         transaction.run(list_lines, {account, question.user, question.action, question.from, question.until,
                                      question.before, question.limit})) {
        entries.push_back({row.id<Entry>("id"), row.time("at"), row.id<User>("user_id"), row.string("action"),
                           row.string("subject_type"), row.maybe_integer("subject_id").value_or(0),
                           row.string("detail")});
    }
    return entries;
}

}  // namespace balie::store::audit
