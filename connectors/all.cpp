// A new channel is a folder and a line here.
#include <connectors/all.hpp>

#include <connectors/webchat/connector.hpp>
#include <connectors/whatsapp/connector.hpp>

namespace balie::connectors {

std::vector<std::unique_ptr<Connector>> all(HttpClient& http, std::filesystem::path const& media_folder) {
    auto connectors = std::vector<std::unique_ptr<Connector>>{};
    connectors.push_back(std::make_unique<whatsapp::WhatsApp>(http));
    connectors.push_back(std::make_unique<webchat::WebChat>(media_folder));
    return connectors;
}

}  // namespace balie::connectors
