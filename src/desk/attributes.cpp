// A text is a text; the others have a form of their own.
#include "desk/attributes.hpp"

#include "desk/telling.hpp"
#include "store/attributes.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"

#include <balie/base/time.hpp>
#include <balie/base/web_address.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
using nlohmann::json;

constexpr auto text_bytes_max = std::size_t{4000};
constexpr auto keys_max = std::int64_t{100};
constexpr auto bytes_max = std::int64_t{16} << 10;

bool is_text(json const& value) {
    return value.is_string() && value.get_ref<std::string const&>().size() <= text_bytes_max;
}

// A day, "2026-03-09", that is in the calendar.
bool is_date(json const& value) {
    if (!value.is_string()) { return false; }
    auto const& text = value.get_ref<std::string const&>();
    return text.size() == 10 && parse_time(text + "T00:00:00Z").has_value();
}

bool is_link(json const& value) {
    if (!is_text(value)) { return false; }
    auto const& text = value.get_ref<std::string const&>();
    return is_web_address(text) && text.find_first_of(" \t\r\n\"<>") == std::string::npos;
}

bool fits(AttributeDefinition const& definition, json const& value) {
    if (definition.type == "number") { return value.is_number(); }
    if (definition.type == "boolean") { return value.is_boolean(); }
    if (definition.type == "date") { return is_date(value); }
    if (definition.type == "link") { return is_link(value); }
    if (definition.type == "list") {
        return value.is_string() &&
               std::ranges::find(definition.options, value.get<std::string>()) != definition.options.end();
    }
    return is_text(value);
}

// A list shows them all, so they stay few. Nothing is kept of what is refused.
Error too_much() {
    return {ErrorCode::unprocessable, "a conversation keeps at most 100 attributes, 16 KB in all", "too_many",
            "attributes"};
}

Error refusal(std::string const& key, std::string reason, std::string detail) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason), "attributes." + key};
}

}  // namespace

Result<void> judge_attributes(std::vector<AttributeDefinition> const& definitions, json const& values,
                              UnknownKeys unknown) {
    for (auto const& [key, value] : values.items()) {
        if (value.is_null()) { continue; }
        auto const found = std::ranges::find(definitions, key, &AttributeDefinition::key);
        if (found == definitions.end()) {
            if (unknown == UnknownKeys::kept) { continue; }
            return refusal(key, "unknown_attribute", "there is no such attribute");
        }
        if (!fits(*found, value)) {
            return refusal(key, "wrong_type", found->name + " must be of the type " + found->type);
        }
    }
    return {};
}

Result<Conversation> set_attributes(journal::Work& work, access::Actor const& actor, ConversationId id,
                                    std::string const& values) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto const definitions = store::attributes::list(work.transaction(), actor.account, "conversation");
    auto const unknown = actor.token ? UnknownKeys::kept : UnknownKeys::refused;
    auto const given = json::parse(values, nullptr, false);
    if (auto const judged = judge_attributes(definitions, given, unknown); !judged) { return judged.error(); }
    auto const kept = store::attributes::merge(work.transaction(), actor.account, standing->id, values);
    if (kept.keys > keys_max || kept.bytes > bytes_max) { return too_much(); }
    work.tell(event_of(journal::EventType::conversation_updated, *standing));
    return std::move(conversations::find_many(work.transaction(), actor.account, {standing->id}).front());
}

}  // namespace balie::desk
