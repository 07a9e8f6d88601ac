// A new channel is a folder and a line here.
#include <connectors/all.hpp>

#include <connectors/facebook/connector.hpp>
#include <connectors/instagram/connector.hpp>
#include <connectors/messenger/connector.hpp>
#include <connectors/whatsapp/connector.hpp>

namespace balie::connectors {

std::vector<std::unique_ptr<Connector>> all(HttpClient& http) {
    auto connectors = std::vector<std::unique_ptr<Connector>>{};
    connectors.push_back(std::make_unique<whatsapp::WhatsApp>(http));
    connectors.push_back(std::make_unique<messenger::Messenger>(http));
    connectors.push_back(std::make_unique<instagram::Instagram>(http));
    connectors.push_back(std::make_unique<facebook::Facebook>(http));
    return connectors;
}

}  // namespace balie::connectors
