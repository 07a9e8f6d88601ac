// A NATS server of Debian's, for as long as the object stands.
#pragma once

#include "integration/support/cluster.hpp"

#include <sys/types.h>

#include <string>

namespace balie::test {

class NatsServer {
public:
    NatsServer();
    explicit NatsServer(std::string port);
    ~NatsServer();
    NatsServer(NatsServer const&) = delete;
    NatsServer& operator=(NatsServer const&) = delete;

    std::string const& port() const noexcept { return port_; }

private:
    TemporaryFolder folder_;
    std::string port_;
    pid_t process_;
};

}  // namespace balie::test
