// A template as CM wants it sent. Pure.
#pragma once

#include <balie/channel/outbound_message.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::cm {

// {"whatsapp": {"namespace", "element_name", "language", "components"}}. Error: unprocessable, for the agent.
Result<std::string> template_json(OutboundTemplate const& form, std::string_view name_space);

}  // namespace balie::connectors::cm
