// The message templates of a WhatsApp Business Account.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::whatsapp {

class Templates final : public TemplateSource {
public:
    explicit Templates(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<TemplateText>>> templates(Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::whatsapp
