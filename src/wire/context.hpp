// What the form of a resource depends on besides the resource: what each channel can do.
#pragma once

#include <balie/channel/capabilities.hpp>
#include <balie/domain/words.hpp>

#include <map>

namespace balie::wire {

// Built once by app from the connectors; outlives its readers.
struct Context {
    std::map<Channel, Capabilities const*> capabilities = {};

    // Null for a channel that has no connector.
    Capabilities const* of(Channel channel) const noexcept {
        auto const found = capabilities.find(channel);
        return found == capabilities.end() ? nullptr : found->second;
    }
};

}  // namespace balie::wire
