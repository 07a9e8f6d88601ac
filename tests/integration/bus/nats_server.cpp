#include "integration/bus/nats_server.hpp"

#include "app/process.hpp"
#include "integration/support/ports.hpp"

#include <signal.h>
#include <sys/wait.h>

#include <stdexcept>
#include <utility>

namespace balie::test {
namespace {

pid_t start(std::string const& port, std::filesystem::path const& log) {
    auto const started =
        app::start(app::own_user(), {"/usr/sbin/nats-server", "--addr", "127.0.0.1", "--port", port}, log);
    if (!started) { throw std::runtime_error{"nats-server is not installed: " + started.error().detail}; }
    return *started;
}

}  // namespace

NatsServer::NatsServer() : NatsServer(free_port()) {}

NatsServer::NatsServer(std::string port)
    : port_(std::move(port)), process_(start(port_, folder_.path() / "log")) {}

NatsServer::~NatsServer() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

}  // namespace balie::test
