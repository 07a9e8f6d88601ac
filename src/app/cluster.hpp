// The private PostgreSQL cluster under the data directory: unix socket only, never as root.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace balie::app {

// Made on first use, found again after a kill -9 (a running orphan is reused), restarted with backoff when it dies
// while supervised. Roles: balie_superuser, balie_owner (migrations), balie_app (application), balie_directory.
class Cluster {
public:
    // Starts it, or joins the running one. Error: no PostgreSQL binaries, no unprivileged user, path too long, ...
    static Result<std::unique_ptr<Cluster>> start(std::filesystem::path const& data_dir);
    ~Cluster();  // leaves it as it is; stop() ends it

    std::string application_url() const;
    std::string owner_url() const;
    std::string superuser_url() const;  // database "postgres": for set-up and for tests
    bool was_running() const noexcept;  // joined a cluster that somebody else serves, or an orphan

    void supervise();  // a thread restarts the postmaster when it dies
    void
    stop();  // fast shutdown, unless another process uses it: the last one who leaves turns off the light

private:
    struct State;
    explicit Cluster(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace balie::app
