// Ports of loopback for servers that a test starts.
#pragma once

#include <string>

namespace balie::test {

std::string free_port();  // nobody listens there now
bool takes_connections(std::string const& port);

}  // namespace balie::test
