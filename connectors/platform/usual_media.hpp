// Files of channels whose clients are the organisation's own: no platform limits them.
#pragma once

#include <balie/channel/capabilities.hpp>

#include <cstddef>
#include <vector>

namespace balie::connectors::platform {

// What browsers show and offices exchange, each file of `bytes_max` at most.
std::vector<MediaLimit> usual_media(std::size_t bytes_max);

}  // namespace balie::connectors::platform
