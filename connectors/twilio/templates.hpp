// The messages that WhatsApp lets a Twilio sender begin with.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::twilio {

// Of an inbox for text messages there are none. A template is called "<its name>/<its sid>".
class Templates final : public TemplateSource {
public:
    explicit Templates(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<TemplateText>>> templates(Secrets secrets) override;

private:
    HttpClient& http_;
};

// What stands behind the last '/' of a template's name, when it is a sid; else empty.
std::string_view content_sid(std::string_view name) noexcept;
// The parameters of header and body as Twilio wants them: {"1": "Noor", "2": "maandag"}.
std::string content_variables(std::string_view components);

}  // namespace balie::connectors::twilio
