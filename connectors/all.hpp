// The channels that this build speaks.
#pragma once

#include <balie/channel/connector.hpp>
#include <balie/channel/post_search.hpp>
#include <balie/channel/post_source.hpp>
#include <balie/channel/secret_keeper.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace balie::connectors {

// One connector for each channel. The client outlives them. `media_folder`: where the server keeps files; a program that
// serves nobody has none, and no mail client either. `public_url`: where the server is called.
// `keeper`: keeps what platforms exchange.
std::vector<std::unique_ptr<Connector>> all(HttpClient& http, std::filesystem::path const& media_folder = {},
                                            std::string const& public_url = {}, MailClient* mail = nullptr,
                                            SecretKeeper* keeper = nullptr);

// Who can be asked for the posts under which comments stand. The client outlives them.
std::map<Channel, std::unique_ptr<PostSource>> post_sources(HttpClient& http);

// Who can be asked for public posts that hold certain words. The client outlives them.
std::map<Channel, std::unique_ptr<PostSearch>> post_searches(HttpClient& http);

}  // namespace balie::connectors
