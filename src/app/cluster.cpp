// The life of the private cluster: made, started, joined, watched, stopped.
#include "app/cluster.hpp"

#include "app/cluster_files.hpp"
#include "app/cluster_roles.hpp"
#include "app/file_lock.hpp"
#include "app/postmaster.hpp"

#include <balie/base/log.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace balie::app {
namespace {

namespace fs = std::filesystem;

constexpr auto change_patience = std::chrono::minutes{2};  // while another process makes or stops the cluster
constexpr auto watch_pause = std::chrono::milliseconds{100};
constexpr auto restart_pause_min = std::chrono::milliseconds{100};
constexpr auto restart_pause_max = std::chrono::milliseconds{5'000};

Error cannot(std::string const& what, std::error_code const& failed) {
    return Error{ErrorCode::unavailable, "cannot " + what + ": " + failed.message()};
}

Result<ClusterPlace> place_in(fs::path const& data_dir) {
    auto const binaries = find_binaries();
    if (!binaries) { return binaries.error(); }
    auto const cluster = data_dir / "postgres";
    auto const user = cluster_user(cluster);
    if (!user) { return user.error(); }
    return ClusterPlace{*binaries, data_dir, cluster, socket_folder(cluster), data_dir / "postgres-start.log",
                        *user};
}

// PostgreSQL's user must be able to walk to its folder; our own files in the data directory guard themselves.
Result<void> let_through(ClusterPlace const& place) {
    if (place.user.uid == geteuid()) { return {}; }
    fs::permissions(place.data_dir, fs::perms::others_exec, fs::perm_options::add);
    auto const reached = run(place.user, {"/usr/bin/test", "-x", place.data_dir.string()}, place.log);
    if (reached) { return {}; }
    return Error{ErrorCode::unavailable, "PostgreSQL runs as `" + place.user.name + "`, who cannot reach " +
                                             place.data_dir.string() +
                                             ": set BALIE_DATA_DIR to a folder outside private directories"};
}

// One call for the whole, where initdb would make one for each of a thousand files.
void sync_filesystem_of(fs::path const& folder) {
    auto const descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) { return; }
    syncfs(descriptor);
    close(descriptor);
}

// Made beside its place and moved there when it is whole: a kill in between leaves nothing that looks like one.
Result<void> make_cluster(ClusterPlace const& place) {
    auto const reached = let_through(place);
    if (!reached) { return reached; }
    auto const draft = place.data_dir / "postgres.new";
    auto failed = std::error_code{};
    fs::remove_all(draft, failed);
    if (!fs::create_directory(draft, failed)) { return cannot("make " + draft.string(), failed); }
    chmod(draft.c_str(), 0700);
    if (geteuid() == 0 && chown(draft.c_str(), place.user.uid, place.user.gid) != 0) {
        return Error{ErrorCode::unavailable, "cannot give " + draft.string() + " to " + place.user.name};
    }
    auto const made =
        run(place.user,
            {(place.binaries / "initdb").string(), "-D", draft.string(), "-U", "balie_superuser",
             "--auth=peer", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync"},
            place.log);
    if (!made) { return made; }
    sync_filesystem_of(draft);
    fs::rename(draft, place.cluster, failed);
    if (failed) { return cannot("move the new cluster to " + place.cluster.string(), failed); }
    log::info("postgres.made", {{"folder", place.cluster.string()}});
    return {};
}

Result<pid_t> launch(ClusterPlace const& place) {
    auto const socket = make_socket_folder(place);
    if (!socket) { return socket.error(); }
    auto const written = write_settings(place);
    if (!written) { return written.error(); }
    return start_postmaster(place);
}

}  // namespace

struct Cluster::State {
    State(ClusterPlace place_, FileLock in_use_) : place(std::move(place_)), in_use(std::move(in_use_)) {}

    // Only one process at a time makes, starts or stops.
    Result<FileLock> change() const {
        return FileLock::take(place.data_dir / "postgres.lock", LockMode::exclusive, change_patience);
    }
    Result<void> bring_up();
    void watch();
    bool waits(std::chrono::milliseconds pause);  // false when it is time to stop

    ClusterPlace place;
    FileLock in_use;  // shared by all who use the cluster
    pid_t postmaster = 0;
    bool joined = false;

    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    std::thread watcher;
};

Result<std::unique_ptr<Cluster>> Cluster::start(fs::path const& data_dir) {
    auto failed = std::error_code{};
    fs::create_directories(data_dir, failed);
    if (failed) { return cannot("make " + data_dir.string(), failed); }
    auto place = place_in(fs::canonical(data_dir));
    if (!place) { return place.error(); }
    auto const change =
        FileLock::take(place->data_dir / "postgres.lock", LockMode::exclusive, change_patience);
    if (!change) { return change.error(); }
    auto in_use = FileLock::take(place->data_dir / "postgres.users", LockMode::shared);
    if (!in_use) { return in_use.error(); }
    auto state = std::make_unique<State>(*std::move(place), *std::move(in_use));
    auto const up = state->bring_up();
    if (!up) { return up.error(); }
    auto const roles = make_roles(superuser_url_of(state->place.socket));
    if (!roles) {
        if (!state->joined) { stop_postmaster(state->postmaster); }
        return roles.error();
    }
    return std::unique_ptr<Cluster>{new Cluster{std::move(state)}};
}

// Joins the one that runs, else starts it. The caller holds the lock for changes.
Result<void> Cluster::State::bring_up() {
    if (!fs::exists(place.cluster / "PG_VERSION")) {
        auto const made = make_cluster(place);
        if (!made) { return made; }
    }
    if (auto const running = running_postmaster(place)) {
        auto const recorded = read_postmaster(place.cluster);
        if (recorded && !recorded->socket.empty()) { place.socket = recorded->socket; }
        joined = true;
        postmaster = *running;
        auto const ready = await_ready(place, postmaster);
        // One that was just being started, by a server that is gone, may end instead: then we start our own.
        if (ready || !has_ended(postmaster)) { return ready; }
    }
    auto const started = launch(place);
    if (!started) { return started.error(); }
    joined = false;
    postmaster = *started;
    return {};
}

Cluster::Cluster(std::unique_ptr<State> state) : state_(std::move(state)) {}

Cluster::~Cluster() {
    {
        auto const lock = std::lock_guard{state_->mutex};
        state_->stopping = true;
    }
    state_->wake.notify_all();
    if (state_->watcher.joinable()) { state_->watcher.join(); }
}

std::string Cluster::application_url() const { return url_of(state_->place.socket, "balie_app", "balie"); }

std::string Cluster::owner_url() const { return url_of(state_->place.socket, "balie_owner", "balie"); }

std::string Cluster::superuser_url() const { return superuser_url_of(state_->place.socket); }

bool Cluster::was_running() const noexcept { return state_->joined; }

void Cluster::supervise() {
    state_->watcher = std::thread{[state = state_.get()] { state->watch(); }};
}

bool Cluster::State::waits(std::chrono::milliseconds pause) {
    auto lock = std::unique_lock{mutex};
    return !wake.wait_for(lock, pause, [this] { return stopping; });
}

void Cluster::State::watch() {
    auto pause = restart_pause_min;
    while (waits(watch_pause)) {
        if (!has_ended(postmaster)) {
            pause = restart_pause_min;
            continue;
        }
        log::error("postgres.died", {{"pid", std::int64_t{postmaster}}});
        auto const changing = change();
        auto const up = changing ? bring_up() : Result<void>{changing.error()};
        if (up) {
            log::info("postgres.restarted", {{"pid", std::int64_t{postmaster}}});
            continue;
        }
        log::error("postgres.restart_failed", {{"detail", up.error().detail}});
        if (!waits(pause)) { return; }
        pause = std::min(pause * 2, restart_pause_max);
    }
}

void Cluster::stop() {
    {
        auto const lock = std::lock_guard{state_->mutex};
        state_->stopping = true;
    }
    state_->wake.notify_all();
    if (state_->watcher.joinable()) { state_->watcher.join(); }
    auto const changing = state_->change();
    if (!changing || !state_->in_use.take_alone()) { return; }
    if (auto const running = running_postmaster(state_->place)) { stop_postmaster(*running); }
}

}  // namespace balie::app
