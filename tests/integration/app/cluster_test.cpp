// The private cluster's life: made, joined, killed, mended, left.
#include "app/cluster.hpp"

#include "app/cluster_files.hpp"
#include "app/cluster_roles.hpp"
#include "app/file_lock.hpp"
#include "app/postmaster.hpp"
#include "db/connection.hpp"
#include "db/failure.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace balie::app {
namespace {

constexpr auto answer = db::Statement{"test.answer", "SELECT current_user AS name"};
constexpr auto deadline = std::chrono::seconds{20};

// One cluster serves all tests of the suite: to make one takes longer than to start it.
class ClusterTest : public testing::Test {
protected:
    static void SetUpTestSuite() { folder_ = std::make_unique<test::TemporaryFolder>(); }
    static void TearDownTestSuite() { folder_.reset(); }

    static std::filesystem::path postgres() { return folder_->path() / "postgres"; }
    static pid_t postmaster() { return read_postmaster(postgres()).value_or(Postmaster{}).process; }

    static std::unique_ptr<Cluster> start() {
        auto started = Cluster::start(folder_->path());
        if (!started) { throw std::runtime_error{started.error().detail}; }
        return *std::move(started);
    }
    ~ClusterTest() override {
        auto const left = postmaster();
        if (left > 0 && is_alive(left)) { stop_postmaster(left); }
    }

    static inline std::unique_ptr<test::TemporaryFolder> folder_;
};

std::string role_of(std::string const& url) {
    auto connection = db::Connection{{url, "test"}};
    connection.open();
    return connection.run(answer, {}).front().string("name");
}

template <class Condition>
bool comes_true(Condition condition) {
    for (auto const until = std::chrono::steady_clock::now() + deadline;
         std::chrono::steady_clock::now() < until;
         std::this_thread::sleep_for(std::chrono::milliseconds{20})) {
        if (condition()) { return true; }
    }
    return false;
}

TEST_F(ClusterTest, IsMadeStartedAndStopped) {
    auto const cluster = start();

    EXPECT_FALSE(cluster->was_running());
    EXPECT_EQ(role_of(cluster->application_url()), "balie_app");
    EXPECT_EQ(role_of(cluster->owner_url()), "balie_owner");
    EXPECT_EQ(role_of(cluster->superuser_url()), "balie_superuser");
    auto const process = postmaster();
    cluster->stop();
    EXPECT_FALSE(is_alive(process));
}

TEST_F(ClusterTest, NeverRunsAsRootAndShowsItsFolderToNobody) {
    auto const cluster = start();
    struct stat seen {};

    ASSERT_EQ(stat(postgres().c_str(), &seen), 0);
    EXPECT_NE(seen.st_uid, 0U);
    EXPECT_EQ(seen.st_mode & 0777, 0700U);
    ASSERT_EQ(stat(("/proc/" + std::to_string(postmaster())).c_str(), &seen), 0);
    EXPECT_NE(seen.st_uid, 0U);
    cluster->stop();
}

TEST_F(ClusterTest, TheApplicationCannotReachOtherDatabases) {
    auto const cluster = start();
    auto url = cluster->application_url();
    url.replace(url.rfind("dbname=balie"), std::string_view{"dbname=balie"}.size(), "dbname=postgres");

    EXPECT_THROW(role_of(url), db::Failure);
    cluster->stop();
}

TEST_F(ClusterTest, AnExistingOneIsReadyInASecond) {
    start()->stop();

    auto const begin = std::chrono::steady_clock::now();
    auto const cluster = start();
    auto const took = std::chrono::steady_clock::now() - begin;

    EXPECT_LT(took, std::chrono::seconds{3});  // Goal: one second, on an idle machine.
    cluster->stop();
}

TEST_F(ClusterTest, TheLastUserStopsIt) {
    auto const first = start();
    auto const second = start();
    auto const process = postmaster();

    EXPECT_TRUE(second->was_running());
    first->stop();
    EXPECT_TRUE(is_alive(process));
    EXPECT_EQ(role_of(second->application_url()), "balie_app");
    second->stop();
    EXPECT_FALSE(is_alive(process));
}

// What a kill -9 of the server leaves: a postmaster without anybody who cares.
TEST_F(ClusterTest, AnOrphanIsJoinedAndStoppedByItsNewOwner) {
    start().reset();
    auto const process = postmaster();
    ASSERT_TRUE(is_alive(process));

    auto const cluster = start();

    EXPECT_TRUE(cluster->was_running());
    EXPECT_EQ(postmaster(), process);
    cluster->stop();
    EXPECT_FALSE(is_alive(process));
}

// A process of PostgreSQL's user that is none of this cluster's, as another cluster's may be.
pid_t a_stranger(std::filesystem::path const& program, std::filesystem::path const& works_in,
                 char const* seconds) {
    auto const command = "cd " + works_in.string() + " && exec " + program.string() + " " + seconds;
    auto const user = cluster_user(works_in);
    return *start(*user, {"/bin/sh", "-c", command}, works_in.parent_path() / "stranger.log");
}

void give(std::filesystem::path const& file, std::string const& text, std::filesystem::path const& like) {
    std::ofstream{file} << text;
    struct stat owner {};
    ASSERT_EQ(stat(like.c_str(), &owner), 0);
    ASSERT_EQ(chown(file.c_str(), owner.st_uid, owner.st_gid), 0);
}

// After a power cut a number that the old postmaster had may be somebody else's.
TEST_F(ClusterTest, ALockOfItsSocketThatNamesAStrangerIsCleared) {
    start()->stop();
    auto const stranger = a_stranger("/bin/sleep", postgres(), "60");
    auto const socket = socket_folder(postgres());
    give(socket / ".s.PGSQL.5432.lock", std::to_string(stranger) + "\n" + postgres().string() + "\n", socket);

    auto const cluster = start();

    EXPECT_EQ(role_of(cluster->application_url()), "balie_app");
    cluster->stop();
    kill(stranger, SIGKILL);
    waitpid(stranger, nullptr, 0);
}

// A server that was killed while it started PostgreSQL leaves one that may end before it takes connections.
TEST_F(ClusterTest, AnOrphanThatEndsBeforeItIsReadyIsReplaced) {
    start()->stop();
    auto const program = folder_->path() / "postgres-of-nobody";
    std::filesystem::create_directory(program);
    std::filesystem::permissions(program, std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);
    std::filesystem::copy_file("/bin/sleep", program / "postgres");
    auto const orphan = a_stranger(program / "postgres", postgres(), "1");
    give(postgres() / "postmaster.pid",
         std::to_string(orphan) + "\n" + postgres().string() + "\n0\n5432\n\n\n", postgres());

    auto const cluster = start();

    EXPECT_NE(postmaster(), orphan);
    EXPECT_EQ(role_of(cluster->application_url()), "balie_app");
    cluster->stop();
}

TEST_F(ClusterTest, ASupervisedPostmasterThatIsKilledComesBack) {
    auto const cluster = start();
    cluster->supervise();
    auto const killed = postmaster();

    kill(killed, SIGKILL);

    EXPECT_TRUE(comes_true([&] {
        auto const now = read_postmaster(postgres());
        return now && now->process != killed && now->ready;
    }));
    EXPECT_EQ(role_of(cluster->application_url()), "balie_app");
    cluster->stop();
    EXPECT_FALSE(running_postmaster({{}, {}, postgres(), {}, {}, own_user()}));
}

// The pid file names a process that answers to signals but is none of ours: PostgreSQL alone would refuse to start.
TEST_F(ClusterTest, APidFileThatNamesAZombieIsCleared) {
    auto const zombie = fork();
    if (zombie == 0) { _exit(0); }
    start()->stop();
    std::ofstream{postgres() / "postmaster.pid"} << zombie << "\n"
                                                 << postgres().string() << "\n0\n5432\n\n\n\nready\n";
    ASSERT_TRUE(comes_true([&] { return !is_alive(zombie); }));
    ASSERT_EQ(kill(zombie, 0), 0);

    auto const cluster = start();

    EXPECT_FALSE(cluster->was_running());
    EXPECT_EQ(role_of(cluster->application_url()), "balie_app");
    cluster->stop();
    waitpid(zombie, nullptr, 0);
}

TEST_F(ClusterTest, ALongPathGetsAShortSocketFolder) {
    auto const deep = folder_->path() / std::string(60, 'a') / std::string(60, 'b');
    auto started = Cluster::start(deep);
    ASSERT_TRUE(started) << started.error().detail;

    EXPECT_EQ(role_of((*started)->application_url()), "balie_app");
    auto const socket = socket_folder(deep / "postgres");
    EXPECT_EQ(socket.parent_path(), "/tmp");
    struct stat seen {};
    ASSERT_EQ(stat(socket.c_str(), &seen), 0);
    EXPECT_EQ(seen.st_mode & 0777, 0700U);
    (*started)->stop();
    std::filesystem::remove_all(socket);
}

TEST_F(ClusterTest, ASocketFolderThatOthersMayEnterIsRefused) {
    auto const place = ClusterPlace{{}, {}, {}, folder_->path() / "open-socket", {}, own_user()};
    std::filesystem::create_directory(place.socket);
    std::filesystem::permissions(place.socket, std::filesystem::perms::all);

    auto const made = make_socket_folder(place);

    ASSERT_FALSE(made);
    EXPECT_NE(made.error().detail.find(place.socket.string()), std::string::npos);
}

TEST_F(ClusterTest, ADataDirectoryIsServedByOneProcess) {
    auto const first = claim(folder_->path());
    auto const second = claim(folder_->path());

    EXPECT_TRUE(first);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace balie::app
