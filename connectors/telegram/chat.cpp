// https://core.telegram.org/bots/api (read 2026-11): ids of groups are negative, those of people positive.
#include <connectors/telegram/chat.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>

namespace balie::connectors::telegram {
namespace {

constexpr auto business = std::string_view{"business:"};

bool is_number(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Groups have negative ids.
bool is_chat(std::string_view text) noexcept {
    return is_number(text.starts_with('-') ? text.substr(1) : text);
}

}  // namespace

std::string MessageName::written() const {
    auto name = chat + ':' + number;
    return connection.empty() ? name : business_address(connection, name);
}

std::optional<MessageName> MessageName::read(std::string_view external_id) {
    auto name = MessageName{};
    if (external_id.starts_with(business)) {
        external_id.remove_prefix(business.size());
        auto const mark = external_id.find(':');
        if (mark == std::string_view::npos) { return std::nullopt; }
        name.connection = external_id.substr(0, mark);
        external_id.remove_prefix(mark + 1);
    }
    auto const mark = external_id.find(':');
    if (mark == std::string_view::npos || mark == 0 || mark + 1 == external_id.size()) {
        return std::nullopt;
    }
    name.chat = external_id.substr(0, mark);
    name.number = external_id.substr(mark + 1);
    // "upd:900" is an update, and no message of a chat.
    if (!is_number(name.number) || !is_chat(name.chat)) { return std::nullopt; }
    return name;
}

std::string business_address(std::string_view connection, std::string_view chat) {
    return std::string{business} + std::string{connection} + ':' + std::string{chat};
}

std::optional<BusinessAddress> read_business_address(std::string_view value) {
    if (!value.starts_with(business)) { return std::nullopt; }
    value.remove_prefix(business.size());
    auto const mark = value.find(':');
    if (mark == std::string_view::npos) { return std::nullopt; }
    return BusinessAddress{std::string{value.substr(0, mark)}, std::string{value.substr(mark + 1)}};
}

Chat chat_in(json::Object const& item, std::string_view key) {
    auto const* const chat = json::object_in(item, key);
    if (chat == nullptr) { return {}; }
    return {json::id_in(*chat, "id"), json::view(*chat, "type") == "private"};
}

InboundContact contact_of(json::Object const& person) {
    auto contact = InboundContact{};
    auto id = json::id_in(person, "id");
    if (id.empty()) { return contact; }
    contact.identities.emplace_back(IdentityKind::telegram_user, std::move(id));
    auto const first = json::text(person, "first_name");
    auto const last = json::text(person, "last_name");
    auto name = first.empty() || last.empty() ? first + last : first + ' ' + last;
    if (name.empty()) { name = json::text(person, "title"); }
    contact.name =
        name.size() > json::name_characters_max ? first_characters(name, json::name_characters_max) : name;
    contact.username = json::name_in(person, "username");
    return contact;
}

}  // namespace balie::connectors::telegram
