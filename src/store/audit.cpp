// SQL of the audit log.
#include "store/audit.hpp"

namespace balie::store::audit {
namespace {

constexpr auto insert_line = db::Statement{"audit.write", R"sql(
    INSERT INTO audit_log (account_id, user_id, action, subject_type, subject_id, detail)
    VALUES ($1, $2, $3, $4, nullif($5::bigint, 0), $6::jsonb))sql"};

}  // namespace

void write(db::Transaction& transaction, Line const& line) {
    transaction.run(insert_line, {line.account, line.user, line.action, line.subject_type, line.subject_id,
                                  line.detail.dump()});
}

}  // namespace balie::store::audit
