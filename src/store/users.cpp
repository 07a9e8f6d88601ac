// SQL of users.
#include "store/users.hpp"

#include "store/accounts.hpp"

#include <balie/base/text.hpp>

namespace balie::store::users {
namespace {

constexpr auto find_user = db::Statement{"users.find", R"sql(
    SELECT id, email, name, role, availability, active, preferences, version, created_at
      FROM users
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto lock_user = db::Statement{"users.lock", R"sql(
    SELECT id, email, name, role, availability, active, preferences, version, created_at
      FROM users
     WHERE account_id = $1 AND id = $2
       FOR NO KEY UPDATE)sql"};

constexpr auto page_of_users = db::Statement{"users.page", R"sql(
    SELECT id, email, name, role, availability, active, preferences, version, created_at
      FROM users
     WHERE account_id = $1
       AND ($2::bigint IS NULL OR (name, id) > (SELECT name, id FROM users WHERE account_id = $1 AND id = $2))
     ORDER BY name, id
     LIMIT $3)sql"};

constexpr auto find_in_directory = db::Statement{"users.in_directory", R"sql(
    SELECT account_id, user_id
      FROM directory_user($1))sql"};

constexpr auto find_password = db::Statement{"users.password_hash", R"sql(
    SELECT password_hash
      FROM users
     WHERE account_id = $1 AND id = $2 AND active)sql"};

constexpr auto insert_user = db::Statement{"users.create", R"sql(
    INSERT INTO users (account_id, id, email, name, role, password_hash)
    VALUES ($1, nextval('user_ids'), $2, $3, $4, $5)
    RETURNING id)sql"};

constexpr auto update_user = db::Statement{"users.update", R"sql(
    UPDATE users
       SET name = $3, role = $4, active = $5, password_hash = coalesce($6, password_hash), version = version + 1
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto update_hash = db::Statement{"users.set_password_hash", R"sql(
    UPDATE users
       SET password_hash = $3
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto update_availability = db::Statement{"users.set_availability", R"sql(
    UPDATE users
       SET availability = $3, version = version + 1
     WHERE account_id = $1 AND id = $2 AND availability <> $3)sql"};

constexpr auto update_preferences = db::Statement{"users.set_preferences", R"sql(
    UPDATE users
       SET preferences = $3::jsonb, version = version + 1
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto lock_admins = db::Statement{"users.lock_admins", R"sql(
    SELECT id
      FROM users
     WHERE account_id = $1 AND role = 'admin' AND active
     ORDER BY id
       FOR NO KEY UPDATE)sql"};

User from_row(db::Row const& row) {
    auto user = User{};
    user.id = row.id<User>("id");
    user.email = row.string("email");
    user.name = row.string("name");
    user.role = from_word<Role>(row.text("role")).value();
    user.availability = from_word<Availability>(row.text("availability")).value();
    user.active = row.boolean("active");
    user.preferences = row.string("preferences");
    user.version = row.integer("version");
    user.created_at = row.time("created_at");
    return user;
}

Result<User> one_of(db::Rows const& rows) {
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such user"}; }
    return from_row(rows.front());
}

}  // namespace

std::string folded_email(std::string_view email) { return lowered(trimmed(email)); }

Result<User> find(db::Transaction& transaction, AccountId account, UserId id) {
    return one_of(transaction.run(find_user, {account, id}));
}

Result<User> lock(db::Transaction& transaction, AccountId account, UserId id) {
    return one_of(transaction.run(lock_user, {account, id}));
}

std::vector<User> page(db::Transaction& transaction, AccountId account, UserId after, int limit) {
    auto users = std::vector<User>{};
    auto const rows = transaction.run(page_of_users, {account, after, limit});
    for (auto const row : rows) { users.push_back(from_row(row)); }
    return users;
}

// An unknown name runs the same statements, so that they do not tell by their time.
Result<LogInName> by_email(db::Transaction& transaction, std::string const& folded_email) {
    auto found = LogInName{};
    auto const entries = transaction.run(find_in_directory, {folded_email});
    if (!entries.empty()) {
        found.account = entries.front().id<Account>("account_id");
        found.user = entries.front().id<User>("user_id");
    }
    accounts::enter(transaction, found.account);
    auto const rows = transaction.run(find_password, {found.account, found.user});
    if (rows.empty()) { return Error{ErrorCode::not_found, "nobody logs in by this name"}; }
    found.password_hash = rows.front().maybe_string("password_hash");
    return found;
}

UserId create(db::Transaction& transaction, AccountId account, User const& user,
              std::string const& password_hash) {
    auto const rows =
        transaction.run(insert_user, {account, user.email, user.name, to_word(user.role), password_hash});
    return rows.front().id<User>("id");
}

void update(db::Transaction& transaction, AccountId account, User const& user,
            std::optional<std::string> const& password_hash) {
    transaction.run(update_user,
                    {account, user.id, user.name, to_word(user.role), user.active, password_hash});
}

void set_password_hash(db::Transaction& transaction, AccountId account, UserId id,
                       std::string const& password_hash) {
    transaction.run(update_hash, {account, id, password_hash});
}

void set_availability(db::Transaction& transaction, AccountId account, UserId id, Availability availability) {
    transaction.run(update_availability, {account, id, to_word(availability)});
}

void set_preferences(db::Transaction& transaction, AccountId account, UserId id,
                     std::string const& preferences_json) {
    transaction.run(update_preferences, {account, id, preferences_json});
}

bool is_other_admin_left(db::Transaction& transaction, AccountId account, UserId id) {
    auto const rows = transaction.run(lock_admins, {account});
    for (auto const row : rows) {
        if (row.id<User>("id") != id) { return true; }
    }
    return false;
}

}  // namespace balie::store::users
