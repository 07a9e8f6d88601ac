#include "client/news.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace balie::client {
namespace {

using nlohmann::json;

std::string text_of(json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

template <class Of>
Id<Of> id_of(json const& object, char const* name) {
    return parse_id<Of>(text_of(object, name)).value_or(Id<Of>{});
}

json const& inner(json const& object, char const* name) {
    static auto const none = json::object();
    auto const found = object.find(name);
    return found != object.end() && found->is_object() ? *found : none;
}

std::optional<News> one(json const& item) {
    auto const type = text_of(item, "type");
    auto const& data = inner(item, "data");
    if (type == "message.created" || type == "message.updated") {
        return MessageNews{id_of<Conversation>(data, "conversation_id"), id_of<Message>(data, "id")};
    }
    if (type == "conversation.created" || type == "conversation.updated") {
        auto const unread = data.find("unread_count");
        auto const count =
            unread != data.end() && unread->is_number_integer() ? unread->get<std::int64_t>() : 1;
        return ConversationNews{id_of<Conversation>(data, "id"), id_of<Contact>(inner(data, "contact"), "id"),
                                count, type == "conversation.created"};
    }
    // A visitor's own typing has no user.
    if (type == "typing" && text_of(data, "mode") == "reply" && data.contains("user")) {
        return TypingNews{id_of<Conversation>(data, "conversation_id"), text_of(inner(data, "user"), "name")};
    }
    return std::nullopt;
}

}  // namespace

std::vector<News> news_of(std::string const& frame) {
    auto news = std::vector<News>{};
    auto const parsed = json::parse(frame, nullptr, false);
    if (!parsed.is_object() || text_of(parsed, "type") != "events") { return news; }
    auto const items = parsed.find("items");
    if (items == parsed.end() || !items->is_array()) { return news; }
    for (auto const& item : *items) {
        if (!item.is_object()) { continue; }
        if (auto found = one(item)) { news.push_back(*std::move(found)); }
    }
    return news;
}

std::vector<News> const& NewsReader::read(journal::Frame const& frame) {
    if (frame != last_) {
        news_ = news_of(*frame);
        last_ = frame;
    }
    return news_;
}

}  // namespace balie::client
