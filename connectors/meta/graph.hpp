// Calls to the Graph API.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace balie::connectors::meta {

inline constexpr auto graph_version = std::string_view{"v23.0"};
inline constexpr auto user_agent = std::string_view{"Balie/1.0.0"};

// https://graph.facebook.com/v23.0/<segments> (graph.instagram.com with Instagram Login), or below the inbox's own
// api_base. Segments are percent-encoded.
std::string graph_url(Secrets const& secrets, std::initializer_list<std::string_view> segments);

// The page of the inbox, or "me": whoever the token speaks for.
std::string_view account_node(Secrets const& secrets);

// A call that carries the inbox's token.
HttpCall graph_call(std::string method, std::string url, Secrets const& secrets);
HttpCall graph_post(std::string url, std::string body, Secrets const& secrets);

}  // namespace balie::connectors::meta
