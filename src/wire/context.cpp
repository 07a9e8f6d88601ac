#include "wire/context.hpp"

#include <balie/channel/connector.hpp>

namespace balie::wire {

void Context::add(Connector const& connector) {
    auto const& abilities = connector.capabilities();
    capabilities.emplace(connector.channel(), &abilities);
    if (abilities.depends_on_settings) { by_settings.emplace(connector.channel(), &connector); }
}

Capabilities const* Context::of(Channel channel, Settings const& settings) const {
    auto const found = by_settings.find(channel);
    return found == by_settings.end() ? of(channel) : &found->second->capabilities_of(Secrets{settings});
}

}  // namespace balie::wire
