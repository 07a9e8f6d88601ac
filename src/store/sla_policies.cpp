// The times themselves are written where a conversation's wait is: see policy_time in SQL.
#include "store/sla_policies.hpp"

namespace balie::store::sla_policies {
namespace {

constexpr auto list_policies = db::Statement{"sla_policies.list", R"sql(
    SELECT id, name, first_response_seconds, next_response_seconds, resolution_seconds, version
      FROM sla_policies
     WHERE account_id = $1 AND ($2::bigint IS NULL OR id = $2)
     ORDER BY name
)sql"};

constexpr auto lock_policy = db::Statement{"sla_policies.lock", R"sql(
    SELECT id FROM sla_policies WHERE account_id = $1 AND id = $2 FOR UPDATE
)sql"};

constexpr auto insert_policy = db::Statement{"sla_policies.insert", R"sql(
    INSERT INTO sla_policies (account_id, id, name, first_response_seconds, next_response_seconds, resolution_seconds)
    VALUES ($1, nextval('sla_policy_ids'), $2, $3, $4, $5)
    RETURNING id, name, first_response_seconds, next_response_seconds, resolution_seconds, version
)sql"};

constexpr auto update_policy = db::Statement{"sla_policies.update", R"sql(
    UPDATE sla_policies
       SET name = $3, first_response_seconds = $4, next_response_seconds = $5, resolution_seconds = $6,
           version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING id, name, first_response_seconds, next_response_seconds, resolution_seconds, version
)sql"};

constexpr auto find_user_of = db::Statement{"sla_policies.in_use", R"sql(
    SELECT id
      FROM inboxes
     WHERE account_id = $1 AND sla_policy_id = $2
     LIMIT 1
)sql"};

constexpr auto remove_policy = db::Statement{"sla_policies.remove", R"sql(
    DELETE FROM sla_policies
     WHERE account_id = $1 AND id = $2
)sql"};

SlaPolicy from_row(db::Row const& row) {
    return SlaPolicy{row.id<SlaPolicy>("id"),
                     row.string("name"),
                     row.maybe_integer("first_response_seconds"),
                     row.maybe_integer("next_response_seconds"),
                     row.maybe_integer("resolution_seconds"),
                     row.integer("version")};
}

Error no_such_policy() { return {ErrorCode::not_found, "no such policy"}; }

}  // namespace

std::vector<SlaPolicy> list(db::Transaction& transaction, AccountId account) {
    auto policies = std::vector<SlaPolicy>{};
    for (auto const& row : transaction.run(list_policies, {account, std::nullopt})) {
        policies.push_back(from_row(row));
    }
    return policies;
}

Result<SlaPolicy> find_to_change(db::Transaction& transaction, AccountId account, SlaPolicyId id) {
    transaction.run(lock_policy, {account, id});
    return find(transaction, account, id);
}

Result<SlaPolicy> find(db::Transaction& transaction, AccountId account, SlaPolicyId id) {
    auto const rows = transaction.run(list_policies, {account, id});
    if (rows.empty()) { return no_such_policy(); }
    return from_row(rows.front());
}

SlaPolicy insert(db::Transaction& transaction, AccountId account, SlaPolicy const& policy) {
    return from_row(transaction
                        .run(insert_policy, {account, policy.name, policy.first_response_seconds,
                                             policy.next_response_seconds, policy.resolution_seconds})
                        .front());
}

SlaPolicy update(db::Transaction& transaction, AccountId account, SlaPolicy const& policy) {
    return from_row(transaction
                        .run(update_policy, {account, policy.id, policy.name, policy.first_response_seconds,
                                             policy.next_response_seconds, policy.resolution_seconds})
                        .front());
}

Result<void> remove(db::Transaction& transaction, AccountId account, SlaPolicyId id) {
    if (!transaction.run(find_user_of, {account, id}).empty()) {
        return Error{ErrorCode::conflict, "an inbox has this policy", "in_use"};
    }
    if (transaction.run(remove_policy, {account, id}).affected() == 0) { return no_such_policy(); }
    return {};
}

}  // namespace balie::store::sla_policies
