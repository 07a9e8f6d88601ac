// "Seen" and "is typing" on Messenger and Instagram.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

// Meta calls the customer by the address, not the message by its id: all that came is seen. Whoever has no address of
// the platform yet is told nothing.
class SenderActions final : public Signals {
public:
    SenderActions(HttpClient& http, Platform platform) : http_(http), platform_(platform) {}

    Task<Result<void>> mark_read(LastInbound last, Secrets secrets) override;
    Task<Result<void>> typing(LastInbound last, Secrets secrets) override;

private:
    Task<Result<void>> act(std::string action, IdentityValue customer, Secrets secrets);

    HttpClient& http_;
    Platform platform_;
};

}  // namespace balie::connectors::meta
