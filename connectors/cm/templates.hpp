// The messages that WhatsApp lets an inbox at CM begin with. CM documents no call that lists them: an admin writes them
// down in a setting, as they were approved.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::cm {

// Of an inbox that is none of WhatsApp's there are none.
class Templates final : public TemplateSource {
public:
    Task<Result<std::vector<TemplateText>>> templates(Secrets secrets) override;
};

// The setting `templates`: [{"name", "language", "body", "header"?, "footer"?, "buttons"?, "category"?}], or nothing.
// Error: unprocessable, for a person who mends it.
Result<std::vector<TemplateText>> written_templates(std::string_view setting);

}  // namespace balie::connectors::cm
