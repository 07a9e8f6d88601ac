// Small signs to the customer: two blue ticks, and three moving dots.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::whatsapp {

class ReadAndTyping final : public Signals {
public:
    explicit ReadAndTyping(HttpClient& http) : http_(http) {}

    Task<Result<void>> mark_read(LastInbound last, Secrets secrets) override;
    // Shown for 25 seconds or until the reply; marks the message as read too, the platform knows no other way.
    Task<Result<void>> typing(LastInbound last, Secrets secrets) override;

private:
    Task<Result<void>> post(std::string body, Secrets secrets);

    HttpClient& http_;
};

}  // namespace balie::connectors::whatsapp
