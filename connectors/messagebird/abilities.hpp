// What inboxes at MessageBird can do, by generation and number.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::messagebird {

Capabilities const& abilities_of(Secrets const& settings);
// The widest of all.
Capabilities const& all_abilities();

}  // namespace balie::connectors::messagebird
