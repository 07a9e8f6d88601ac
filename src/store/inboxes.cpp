// SQL of inboxes and their rows.
#include "store/inboxes.hpp"

#include "store/settings_json.hpp"

namespace balie::store::inboxes {
namespace {

constexpr auto find_inbox = db::Statement{"inboxes.find", R"sql(
    SELECT account_id, id, channel, name, address, settings, secrets, enabled, needs_reauthorization, handshake_at,
           first_webhook_at, last_webhook_at, problems, health_at, version, created_at
      FROM inboxes
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL)sql"};

constexpr auto lock_inbox = db::Statement{"inboxes.lock", R"sql(
    SELECT account_id, id, channel, name, address, settings, secrets, enabled, needs_reauthorization, handshake_at,
           first_webhook_at, last_webhook_at, problems, health_at, version, created_at
      FROM inboxes
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL
       FOR UPDATE)sql"};

constexpr auto find_inbox_by_address = db::Statement{"inboxes.find_by_address", R"sql(
    SELECT account_id, id, channel, name, address, settings, secrets, enabled, needs_reauthorization, handshake_at,
           first_webhook_at, last_webhook_at, problems, health_at, version, created_at
      FROM inboxes
     WHERE account_id = $1 AND channel = $2 AND address = $3 AND deleted_at IS NULL)sql"};

constexpr auto list_inboxes = db::Statement{"inboxes.list", R"sql(
    SELECT account_id, id, channel, name, address, settings, secrets, enabled, needs_reauthorization, handshake_at,
           first_webhook_at, last_webhook_at, problems, health_at, version, created_at
      FROM inboxes
     WHERE account_id = $1 AND deleted_at IS NULL
     ORDER BY name, id)sql"};

constexpr auto page_of_inboxes = db::Statement{"inboxes.page", R"sql(
    SELECT account_id, id, channel, name, address, settings, secrets, enabled, needs_reauthorization, handshake_at,
           first_webhook_at, last_webhook_at, problems, health_at, version, created_at
      FROM inboxes
     WHERE account_id = $1 AND deleted_at IS NULL AND ($2::bigint[] IS NULL OR id = ANY ($2::bigint[]))
       AND ($3::bigint IS NULL OR (name, id) > (SELECT name, id FROM inboxes WHERE account_id = $1 AND id = $3))
     ORDER BY name, id
     LIMIT $4)sql"};

constexpr auto find_owner = db::Statement{"inboxes.owner", R"sql(
    SELECT account_id, channel FROM directory_inbox($1))sql"};

constexpr auto take_id = db::Statement{"inboxes.next_id", "SELECT nextval('inbox_ids') AS id"};

constexpr auto insert_inbox = db::Statement{"inboxes.create", R"sql(
    INSERT INTO inboxes (account_id, id, channel, name, address, settings, secrets, enabled)
    VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8))sql"};

constexpr auto update_inbox = db::Statement{"inboxes.update", R"sql(
    UPDATE inboxes
       SET name = $3, address = $4, settings = $5::jsonb, secrets = $6::jsonb, enabled = $7,
           needs_reauthorization = $8, health_due_at = NULL, version = version + 1
     WHERE account_id = $1 AND id = $2
    RETURNING version)sql"};

constexpr auto delete_inbox = db::Statement{"inboxes.remove", R"sql(
    UPDATE inboxes
       SET deleted_at = now(), enabled = false, secrets = '{}', version = version + 1
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL)sql"};

constexpr auto set_reauthorization = db::Statement{"inboxes.mark_reauthorization", R"sql(
    UPDATE inboxes
       SET needs_reauthorization = $3, version = version + 1
     WHERE account_id = $1 AND id = $2 AND needs_reauthorization <> $3)sql"};

constexpr auto set_secret = db::Statement{"inboxes.replace_secret", R"sql(
    UPDATE inboxes
       SET secrets = secrets || jsonb_build_object($3::text, $4::text)
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto set_handshake = db::Statement{"inboxes.mark_handshake", R"sql(
    UPDATE inboxes
       SET handshake_at = $3, version = version + 1
     WHERE account_id = $1 AND id = $2)sql"};

Inbox from_row(db::Row const& row) {
    auto inbox = Inbox{};
    inbox.account = row.id<Account>("account_id");
    inbox.id = row.id<Inbox>("id");
    inbox.channel = from_word<Channel>(row.text("channel")).value();
    inbox.name = row.string("name");
    inbox.address = row.string("address");
    inbox.settings = settings_from_json(row.text("settings"));
    inbox.sealed = settings_from_json(row.text("secrets"));
    inbox.enabled = row.boolean("enabled");
    inbox.needs_reauthorization = row.boolean("needs_reauthorization");
    inbox.handshake_at = row.maybe_time("handshake_at");
    inbox.first_webhook_at = row.maybe_time("first_webhook_at");
    inbox.last_webhook_at = row.maybe_time("last_webhook_at");
    inbox.problems = row.strings("problems");
    inbox.health_at = row.maybe_time("health_at");
    inbox.version = row.integer("version");
    inbox.created_at = row.time("created_at");
    return inbox;
}

Result<Inbox> one_of(db::Rows const& rows) {
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such inbox"}; }
    return from_row(rows.front());
}

}  // namespace

Result<Inbox> find(db::Transaction& transaction, AccountId account, InboxId id) {
    return one_of(transaction.run(find_inbox, {account, id}));
}

Result<Inbox> find_by_address(db::Transaction& transaction, AccountId account, Channel channel,
                              std::string_view address) {
    return one_of(transaction.run(find_inbox_by_address, {account, to_word(channel), address}));
}

std::vector<Inbox> list(db::Transaction& transaction, AccountId account) {
    auto inboxes = std::vector<Inbox>{};
    auto const rows = transaction.run(list_inboxes, {account});
    for (auto const row : rows) { inboxes.push_back(from_row(row)); }
    return inboxes;
}

std::vector<Inbox> page(db::Transaction& transaction, AccountId account,
                        std::optional<std::vector<InboxId>> const& among, InboxId after, int limit) {
    auto const ids = among ? db::array(*among) : db::Param{std::nullopt};
    auto inboxes = std::vector<Inbox>{};
    auto const rows = transaction.run(page_of_inboxes, {account, ids, after, limit});
    for (auto const row : rows) { inboxes.push_back(from_row(row)); }
    return inboxes;
}

Result<Owner> owner_of(db::Transaction& transaction, InboxId id) {
    auto const rows = transaction.run(find_owner, {id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such inbox"}; }
    auto const row = rows.front();
    return Owner{row.id<Account>("account_id"), from_word<Channel>(row.text("channel")).value()};
}

Result<Secrets> open_secrets(Inbox const& inbox, SecretBox const& box) {
    auto values = inbox.settings;
    for (auto const& [name, sealed] : inbox.sealed) {
        auto opened = box.open(SecretPlace{inbox.account, inbox.id, name}, sealed);
        if (!opened) { return opened.error(); }
        values.insert_or_assign(name, std::move(*opened));
    }
    return Secrets{std::move(values), inbox.id, inbox.account};
}

InboxId next_id(db::Transaction& transaction) { return transaction.run(take_id).front().id<Inbox>("id"); }

void create(db::Transaction& transaction, Inbox const& inbox) {
    transaction.run(insert_inbox,
                    {inbox.account, inbox.id, to_word(inbox.channel), inbox.name, inbox.address,
                     settings_to_json(inbox.settings), settings_to_json(inbox.sealed), inbox.enabled});
}

std::int64_t update(db::Transaction& transaction, Inbox const& inbox) {
    auto const rows = transaction.run(
        update_inbox, {inbox.account, inbox.id, inbox.name, inbox.address, settings_to_json(inbox.settings),
                       settings_to_json(inbox.sealed), inbox.enabled, inbox.needs_reauthorization});
    return rows.front().integer("version");
}

Result<Inbox> lock(db::Transaction& transaction, AccountId account, InboxId id) {
    return one_of(transaction.run(lock_inbox, {account, id}));
}

void remove(db::Transaction& transaction, AccountId account, InboxId id) {
    transaction.run(delete_inbox, {account, id});
}

void mark_reauthorization(db::Transaction& transaction, AccountId account, InboxId id, bool is_needed) {
    transaction.run(set_reauthorization, {account, id, is_needed});
}

void replace_secret(db::Transaction& transaction, AccountId account, InboxId id, std::string const& name,
                    std::string const& sealed) {
    transaction.run(set_secret, {account, id, name, sealed});
}

void mark_handshake(db::Transaction& transaction, AccountId account, InboxId id, Time at) {
    transaction.run(set_handshake, {account, id, at});
}

}  // namespace balie::store::inboxes
