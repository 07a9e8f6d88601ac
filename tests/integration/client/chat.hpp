// A website with a chat: an inbox of the channel webchat, its visitors, and what they ask of /client/v1.
#pragma once

#include "integration/api/desk.hpp"

#include <string>

namespace balie::test {

constexpr auto site_origin = "https://www.winkel.example";
constexpr auto identity_secret = "a-secret-between-site-and-desk";

struct Chat {
    Staff staff;
    std::string inbox;
    std::string key;
};
Chat a_chat(Desk& desk);

// A request as a page of the site sends it; with a key in the address where a browser puts one.
http::Request from_site(std::string method, std::string target, std::string token = {},
                        nlohmann::json const& body = nullptr, std::string const& origin = site_origin);

// Comes in, and answers the token.
std::string visitor(Desk& desk, Chat const& chat, nlohmann::json person = nlohmann::json::object());
// Writes; answers the message.
nlohmann::json says(Desk& desk, std::string const& token, std::string const& client_id,
                    std::string const& text);
nlohmann::json messages_of(Desk& desk, std::string const& token);
nlohmann::json proof_of(std::string const& external_id);

}  // namespace balie::test
