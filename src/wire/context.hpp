// What the form of a resource depends on besides the resource: what each channel can do.
#pragma once

#include <balie/channel/capabilities.hpp>
#include <balie/domain/inbox.hpp>
#include <balie/domain/words.hpp>

#include <map>

namespace balie {
class Connector;
}  // namespace balie

namespace balie::wire {

// Built once by app from the connectors; outlives its readers.
struct Context {
    std::map<Channel, Capabilities const*> capabilities = {};
    std::map<Channel, Connector const*> by_settings = {};  // of channels whose inboxes differ
    bool converts_sound = false;  // recordings can be put into the form that a channel takes

    // The connector outlives the context.
    void add(Connector const& connector);

    // Null for a channel that has no connector.
    Capabilities const* of(Channel channel) const noexcept {
        auto const found = capabilities.find(channel);
        return found == capabilities.end() ? nullptr : found->second;
    }
    // Of an inbox with these plain settings.
    Capabilities const* of(Channel channel, Settings const& settings) const;
};

}  // namespace balie::wire
