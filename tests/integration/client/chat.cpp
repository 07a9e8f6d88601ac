#include "integration/client/chat.hpp"

#include <balie/base/crypto.hpp>

namespace balie::test {

Chat a_chat(Desk& desk) {
    auto chat = Chat{desk.staff(), {}, {}};
    auto const body = nlohmann::json{{"channel", "webchat"},
                                     {"name", "Winkel"},
                                     {"settings",
                                      {{"allowed_origins", std::string{"https://a.example, "} + site_origin},
                                       {"identity_secret", identity_secret},
                                       {"greeting", "Waarmee helpen we u?"}}}};
    auto const made = json_of(
        desk.call(request("POST", "/api/v1/inboxes", chat.staff.tokens.at(Role::admin), body.dump())));
    chat.inbox = made.at("id").get<std::string>();
    chat.key = made.at("address").get<std::string>();
    return chat;
}

http::Request from_site(std::string method, std::string target, std::string token, nlohmann::json const& body,
                        std::string const& origin) {
    auto made =
        request(std::move(method), std::move(target), std::move(token), body.is_null() ? "" : body.dump());
    if (!origin.empty()) { made.headers.emplace_back("Origin", origin); }
    return made;
}

std::string visitor(Desk& desk, Chat const& chat, nlohmann::json person) {
    person["widget_key"] = chat.key;
    auto const opened = json_of(desk.call(from_site("POST", "/client/v1/sessions", {}, person)));
    return opened.value("visitor_token", "");
}

nlohmann::json says(Desk& desk, std::string const& token, std::string const& client_id,
                    std::string const& text) {
    return json_of(desk.call(
        from_site("POST", "/client/v1/messages", token, {{"client_id", client_id}, {"text", text}})));
}

nlohmann::json messages_of(Desk& desk, std::string const& token) {
    return json_of(desk.call(from_site("GET", "/client/v1/messages", token))).at("items");
}

nlohmann::json proof_of(std::string const& external_id) {
    return {{"external_id", external_id}, {"hash", to_hex(hmac_sha256(identity_secret, external_id))}};
}

}  // namespace balie::test
