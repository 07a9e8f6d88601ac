// What every platform for text messages can do, before it is asked for more.
#pragma once

#include <balie/channel/capabilities.hpp>

#include <cstddef>

namespace balie::connectors::sms {

// Texts of so many parts at most, and no files; what an inbox can do beyond that stands in its settings.
Capabilities texts_alone(std::size_t parts_max);

}  // namespace balie::connectors::sms
