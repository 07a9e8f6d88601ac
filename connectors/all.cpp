// A new channel is a folder and a line here.
#include <connectors/all.hpp>

#include <connectors/telegram/connector.hpp>
#include <connectors/whatsapp/connector.hpp>
#include <connectors/x/connector.hpp>

namespace balie::connectors {

std::vector<std::unique_ptr<Connector>> all(HttpClient& http) {
    auto connectors = std::vector<std::unique_ptr<Connector>>{};
    connectors.push_back(std::make_unique<whatsapp::WhatsApp>(http));
    connectors.push_back(std::make_unique<x::X>(http));
    connectors.push_back(std::make_unique<telegram::Telegram>(http));
    return connectors;
}

}  // namespace balie::connectors
