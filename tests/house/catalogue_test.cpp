// Every account is an island: the rules of the schema, held against PostgreSQL's own catalogue.
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace balie::house {
namespace {

// Tables that belong to no account, and why.
std::set<std::string> const& tables_of_nobody() {
    static auto const tables = std::set<std::string>{
        "schema_migrations",  // the schema's own ledger
    };
    return tables;
}

// Unique keys that must not lead with the account, because they are how the account is found.
std::set<std::string> const& directory_keys() {
    static auto const keys = std::set<std::string>{
        "users_email",             // log-in names are unique in the installation
        "sessions_secret",         // a cookie names no account
        "api_tokens_secret",       // nor does a token
        "client_sessions_secret",  // nor does a visitor's
    };
    return keys;
}

// The first column of a query, row by row.
std::vector<std::string> list(std::string const& sql) {
    auto names = std::vector<std::string>{};
    auto const rows = test::as_superuser_in_balie(sql);
    for (auto const row : rows) { names.push_back(row.string("name")); }
    return names;
}

std::string joined(std::vector<std::string> const& names) {
    auto text = std::string{};
    for (auto const& name : names) { text += (text.empty() ? "" : ", ") + name; }
    return text;
}

std::string missing_from(std::vector<std::string> const& names, std::set<std::string> const& allowed) {
    auto rest = std::vector<std::string>{};
    std::ranges::copy_if(names, std::back_inserter(rest),
                         [&](auto const& name) { return !allowed.contains(name); });
    return joined(rest);
}

TEST(Catalogue, EveryTableBelongsToAnAccount) {
    auto const others = list(R"sql(
SELECT c.relname AS name
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND c.relname <> 'accounts'
   AND NOT EXISTS (SELECT FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attname = 'account_id' AND a.attnotnull))sql");

    EXPECT_EQ(missing_from(others, tables_of_nobody()), "");
}

TEST(Catalogue, EveryAccountsTableIsGuarded) {
    EXPECT_EQ(joined(list(R"sql(
SELECT c.relname AS name
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid
                     AND a.attname = CASE c.relname WHEN 'accounts' THEN 'id' ELSE 'account_id' END
 WHERE c.relnamespace = 'public'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT FROM pg_policy p
                         WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
                           AND pg_get_expr(p.polqual, p.polrelid) = format(
                               '(%I = ( SELECT (NULLIF(current_setting(''app.account''::text, true), ''''::text))::bigint AS "nullif"))',
                               a.attname)
                           AND pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)))
   -- A partition is reached through its parent, whose policy holds; nobody may go to it directly.
   AND NOT (c.relispartition AND NOT has_table_privilege('balie_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')))sql")),
              "");
}

TEST(Catalogue, OnlyTheDirectoryHasAPolicyOfItsOwn) {
    EXPECT_EQ(joined(list(R"sql(
SELECT c.relname || '.' || p.polname AS name
  FROM pg_policy p
  JOIN pg_class c ON c.oid = p.polrelid
 WHERE p.polroles <> '{0}'
   AND NOT (p.polcmd = 'r' AND p.polroles = ARRAY['balie_directory'::regrole::oid]))sql")),
              "");
}

TEST(Catalogue, TheAccountLeadsEveryKey) {
    auto const others = list(R"sql(
SELECT x.relname AS name
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
 WHERE c.relnamespace = 'public'::regnamespace
   AND i.indisunique
   AND NOT c.relispartition
   AND c.relname NOT IN ('accounts', 'schema_migrations')
   AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0])
       IS DISTINCT FROM 'account_id')sql");

    EXPECT_EQ(missing_from(others, directory_keys()), "");
}

TEST(Catalogue, TheAccountLeadsEveryForeignKey) {
    EXPECT_EQ(joined(list(R"sql(
SELECT k.conrelid::regclass || '.' || k.conname AS name
  FROM pg_constraint k
 WHERE k.contype = 'f'
   AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1])
       IS DISTINCT FROM 'account_id')sql")),
              "");
}

// The columns of a foreign key stand first in some index, in whatever order.
TEST(Catalogue, EveryForeignKeyHasItsIndex) {
    EXPECT_EQ(joined(list(R"sql(
SELECT k.conrelid::regclass || '.' || k.conname AS name
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
 WHERE k.contype = 'f'
   AND NOT c.relispartition
   AND NOT EXISTS (SELECT FROM pg_index i
                    WHERE i.indrelid = k.conrelid
                      AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey))sql")),
              "");
}

// Ten that look something up before the account is known, and the one look-up in the index of words, which knows its
// account: docs/decisions/0011-search-by-buckets.md.
TEST(Catalogue, FewFunctionsRunAsTheirOwner) {
    auto const definers = list(R"sql(
SELECT p.proname AS name
  FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace
   AND p.prosecdef
   AND p.proowner = 'balie_directory'::regrole
   AND p.proname <> 'search_ids')sql");
    EXPECT_LE(definers.size(), 10U) << joined(definers);

    EXPECT_EQ(joined(list(R"sql(
SELECT p.proname AS name
  FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace
   AND p.prosecdef
   AND NOT (EXISTS (SELECT FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%')
            AND p.proowner IN ('balie_directory'::regrole, 'balie_owner'::regrole)
            AND NOT has_function_privilege('public', p.oid, 'EXECUTE')))sql")),
              "");
}

// See Statements.LookUpKeysByValues.
TEST(Catalogue, FunctionsLookUpKeysByValues) {
    auto const leaky = list(
        R"(SELECT proname AS name FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND pg_get_functiondef(oid) ~* '\mid\s*[=<>]+\s*coalesce\(')");
    EXPECT_EQ(joined(leaky), "");
}

TEST(Catalogue, TheApplicationOwnsNothingAndTheDirectoryCannotLogIn) {
    EXPECT_EQ(joined(list(R"sql(
SELECT d.classid::regclass || ' ' || d.objid AS name
  FROM pg_shdepend d
 WHERE d.deptype = 'o'
   AND d.refobjid = 'balie_app'::regrole)sql")),
              "");
    EXPECT_EQ(joined(list(R"sql(
SELECT r.rolname AS name
  FROM pg_roles r
 WHERE r.rolname IN ('balie_app', 'balie_owner', 'balie_directory')
   AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
        OR r.rolcanlogin = (r.rolname = 'balie_directory')))sql")),
              "");
}

TEST(Catalogue, WordsAreTextAndTimesHaveAZone) {
    EXPECT_EQ(joined(list(R"sql(
SELECT c.relname || '.' || a.attname AS name
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
 WHERE c.relnamespace = 'public'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND (t.typname IN ('timestamp', 'varchar', 'bpchar', 'json', 'money') OR t.typtype = 'e'))sql")),
              "");
}

}  // namespace
}  // namespace balie::house
