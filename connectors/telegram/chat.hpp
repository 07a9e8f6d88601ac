// Chats, people and the names of messages: a message's number counts within its chat alone.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::telegram {

// What our external ids stand for. "42:7" is message 7 of chat 42; "business:c1:42:7" is one that the bot sees through
// a person's own account (connection c1).
struct MessageName {
    std::string connection = {};
    std::string chat = {};
    std::string number = {};

    MessageName() = default;
    MessageName(std::string connection_, std::string chat_, std::string number_)
        : connection(std::move(connection_)), chat(std::move(chat_)), number(std::move(number_)) {}

    std::string written() const;
    static std::optional<MessageName> read(std::string_view external_id);
};

// The further address of a customer of a connected account: answers must name the connection.
std::string business_address(std::string_view connection, std::string_view chat);
struct BusinessAddress {
    std::string connection;
    std::string chat;
};
std::optional<BusinessAddress> read_business_address(std::string_view value);

struct Chat {
    std::string id;
    bool is_private = false;
};
// Empty id when there is no chat.
Chat chat_in(json::Object const& item, std::string_view key = "chat");

InboundContact contact_of(json::Object const& person);

}  // namespace balie::connectors::telegram
