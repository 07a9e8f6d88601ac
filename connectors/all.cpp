// A new channel is a folder and a line here.
#include <connectors/all.hpp>

#include <connectors/api/connector.hpp>
#include <connectors/cm/connector.hpp>
#include <connectors/email/connector.hpp>
#include <connectors/facebook/connector.hpp>
#include <connectors/instagram/connector.hpp>
#include <connectors/messagebird/connector.hpp>
#include <connectors/messenger/connector.hpp>
#include <connectors/meta/public_posts.hpp>
#include <connectors/telegram/connector.hpp>
#include <connectors/twilio/connector.hpp>
#include <connectors/webchat/connector.hpp>
#include <connectors/whatsapp/connector.hpp>
#include <connectors/x/connector.hpp>
#include <connectors/x/post_search.hpp>
#include <connectors/x/public_posts.hpp>

namespace balie::connectors {

std::vector<std::unique_ptr<Connector>> all(HttpClient& http, std::filesystem::path const& media_folder,
                                            std::string const& public_url, MailClient* mail,
                                            SecretKeeper* keeper) {
    auto connectors = std::vector<std::unique_ptr<Connector>>{};
    connectors.push_back(std::make_unique<whatsapp::WhatsApp>(http));
    connectors.push_back(std::make_unique<messenger::Messenger>(http));
    connectors.push_back(std::make_unique<instagram::Instagram>(http));
    connectors.push_back(std::make_unique<facebook::Facebook>(http));
    connectors.push_back(std::make_unique<twilio::Twilio>(http));
    connectors.push_back(std::make_unique<messagebird::MessageBird>(http));
    connectors.push_back(std::make_unique<cm::Cm>(http));
    connectors.push_back(std::make_unique<x::X>(http));
    connectors.push_back(std::make_unique<telegram::Telegram>(http));
    connectors.push_back(std::make_unique<email::Email>(http, mail, media_folder, keeper));
    connectors.push_back(std::make_unique<webchat::WebChat>(media_folder));
    connectors.push_back(std::make_unique<api::Api>(http, media_folder, public_url));
    return connectors;
}

std::map<Channel, std::unique_ptr<PostSource>> post_sources(HttpClient& http) {
    auto sources = std::map<Channel, std::unique_ptr<PostSource>>{};
    sources.emplace(Channel::facebook, std::make_unique<meta::PublicPosts>(http, meta::facebook_post));
    sources.emplace(Channel::instagram, std::make_unique<meta::PublicPosts>(http, meta::instagram_post));
    sources.emplace(Channel::x, std::make_unique<x::PublicPosts>(http));
    return sources;
}

std::map<Channel, std::unique_ptr<PostSearch>> post_searches(HttpClient& http) {
    auto searches = std::map<Channel, std::unique_ptr<PostSearch>>{};
    searches.emplace(Channel::x, std::make_unique<x::RecentPosts>(http));
    return searches;
}

}  // namespace balie::connectors
