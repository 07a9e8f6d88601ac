// The ways out that an inbox at CM can take, and what can go each way.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::cm {

enum class Way { sms, whatsapp, rcs };

// The setting `via`; without it: SMS.
Way way_of(Secrets const& settings) noexcept;
// As the setting and CM's "allowedChannels" write it.
std::string_view word_of(Way way) noexcept;
// Empty is one.
bool is_way(std::string_view word) noexcept;

// Of an inbox with these settings.
Capabilities const& abilities_of(Secrets const& settings);
// The widest of all.
Capabilities const& all_abilities();

}  // namespace balie::connectors::cm
