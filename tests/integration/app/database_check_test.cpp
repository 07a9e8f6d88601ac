// A database on which the promises do not hold is refused, with what to do.
#include "app/database_check.hpp"

#include "app/doctor.hpp"
#include "db/migrator.hpp"
#include "integration/support/cluster.hpp"

#include <gmock/gmock.h>

namespace balie::app {
namespace {

using testing::HasSubstr;

// Roles are the cluster's; each test gives balie_app something it must not have and takes it away again.
class DatabaseCheckTest : public testing::Test {
protected:
    static std::string fault() {
        auto const sound = require_sound_database(test::cluster().application_url());
        return sound ? std::string{} : sound.error().detail;
    }
    static std::string fault_after(std::string const& change, std::string const& undo) {
        test::as_superuser_in_balie(change);
        auto found = fault();
        test::as_superuser_in_balie(undo);
        return found;
    }
};

TEST_F(DatabaseCheckTest, ThePrivateClusterIsSound) { EXPECT_EQ(fault(), ""); }

TEST_F(DatabaseCheckTest, ASuperuserIsRefused) {
    EXPECT_THAT(fault_after("ALTER ROLE balie_app SUPERUSER", "ALTER ROLE balie_app NOSUPERUSER"),
                HasSubstr("superuser"));
}

TEST_F(DatabaseCheckTest, ARoleThatBypassesPoliciesIsRefused) {
    EXPECT_THAT(fault_after("ALTER ROLE balie_app BYPASSRLS", "ALTER ROLE balie_app NOBYPASSRLS"),
                HasSubstr("bypass row level security"));
}

TEST_F(DatabaseCheckTest, AnOwnerIsRefused) {
    auto const as_owner = require_sound_database(test::cluster().owner_url());
    ASSERT_FALSE(as_owner);
    EXPECT_THAT(as_owner.error().detail, HasSubstr("owns the table"));

    EXPECT_THAT(
        fault_after("CREATE TABLE stray (); ALTER TABLE stray OWNER TO balie_app", "DROP TABLE stray"),
        HasSubstr("owns the table stray"));
}

TEST_F(DatabaseCheckTest, AMemberOfTheOwnerIsRefused) {
    EXPECT_THAT(fault_after("GRANT balie_owner TO balie_app", "REVOKE balie_owner FROM balie_app"),
                HasSubstr("owns the table"));
}

TEST_F(DatabaseCheckTest, ACommitThatIsNotOnDiskIsRefused) {
    EXPECT_THAT(fault_after("ALTER ROLE balie_app SET synchronous_commit = off",
                            "ALTER ROLE balie_app RESET synchronous_commit"),
                HasSubstr("synchronous_commit"));
}

TEST_F(DatabaseCheckTest, AClusterWithoutFsyncOrFullPagesIsRefused) {
    for (auto const* setting : {"fsync", "full_page_writes"}) {
        test::as_superuser(std::string{"ALTER SYSTEM SET "} + setting + " = off");
        test::as_superuser("SELECT pg_reload_conf(), pg_sleep(0.2)");
        EXPECT_THAT(fault(), HasSubstr(setting));
        test::as_superuser(std::string{"ALTER SYSTEM RESET "} + setting);
        test::as_superuser("SELECT pg_reload_conf(), pg_sleep(0.2)");
    }
    EXPECT_EQ(fault(), "");
}

TEST_F(DatabaseCheckTest, ADatabaseThatIsAwayIsSaid) {
    EXPECT_THAT(require_sound_database("host=/nonexistent dbname=balie").error().detail,
                HasSubstr("cannot connect"));
}

TEST_F(DatabaseCheckTest, TheDoctorTellsHowToMakeTheFirstAdmin) {
    auto config = Config{};
    config.data_dir = test::folder();
    config.master_key_file = test::folder() / "master.key";
    // Other tests have made admins; for a moment they are something else.
    test::as_superuser_in_balie(
        "UPDATE users SET role = 'auditor', name = 'was admin: ' || name WHERE role = 'admin'");

    auto const checks = examine(config);

    test::as_superuser_in_balie(
        "UPDATE users SET role = 'admin', name = substr(name, 12) WHERE name LIKE 'was admin: %'");
    EXPECT_FALSE(is_healthy(checks));
    EXPECT_THAT(report(checks), HasSubstr("balie account create"));
    EXPECT_THAT(report(checks), HasSubstr("--role admin"));
    EXPECT_THAT(report(checks), HasSubstr("ok     schema"));
}

TEST_F(DatabaseCheckTest, AMissingMigrationIsNamed) {
    test::as_owner("UPDATE schema_migrations SET version = -version WHERE version = 1");
    auto const missing = db::check_schema(test::cluster().application_url());
    test::as_owner("UPDATE schema_migrations SET version = -version WHERE version = -1");

    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().detail, HasSubstr("0001_"));
}

TEST_F(DatabaseCheckTest, AMigrationThatWasChangedAfterwardsIsRefused) {
    test::as_owner("UPDATE schema_migrations SET digest = 'x' || digest WHERE version = 1");
    auto const migrated = db::migrate(test::cluster().owner_url());
    test::as_owner("UPDATE schema_migrations SET digest = substr(digest, 2) WHERE version = 1");

    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, ErrorCode::conflict);
    EXPECT_EQ(db::migrate(test::cluster().owner_url()).value(), 0);
}

}  // namespace
}  // namespace balie::app
