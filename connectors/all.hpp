// The channels that this build speaks.
#pragma once

#include <balie/channel/connector.hpp>

#include <memory>
#include <vector>

namespace balie::connectors {

// One connector for each channel. The client outlives them.
std::vector<std::unique_ptr<Connector>> all(HttpClient& http);

}  // namespace balie::connectors
