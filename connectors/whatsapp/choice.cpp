// A choice is shown to the agent by the words that the customer saw; its id is for programs.
#include <connectors/whatsapp/choice.hpp>

#include <connectors/json/reading.hpp>

namespace balie::connectors::whatsapp {

using json::Object;
using json::ObjectWriter;

namespace {

// A form's answers are JSON in a string; when they are not, the string is kept as it came.
void write_answers(ObjectWriter& choice, Object const& reply) {
    auto const* const answers = json::member(reply, "response_json");
    if (answers == nullptr) { return; }
    auto const document = json::Document{json::view(reply, "response_json")};
    choice.value("data", document.root() != nullptr ? *document.root() : *answers);
}

constexpr auto form = std::string_view{"nfm_reply"};

bool is_known(std::string_view kind) {
    return kind == "button_reply" || kind == "list_reply" || kind == form;
}

void write_known(ObjectWriter& choice, std::string_view kind, Object const& reply, InboundMessage& message) {
    message.text = json::text(reply, kind == form ? "body" : "title");
    choice.text("kind", kind);
    choice.text_if_any("id", json::word(reply, kind == form ? "name" : "id")).text("title", message.text);
    choice.text_if_any("description", json::view(reply, "description"));
    if (kind == form) { write_answers(choice, reply); }
}

}  // namespace

// The quick reply of a template.
bool read_button(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const button = json::object_in(item, "button");
    if (button == nullptr) { return false; }
    message.content_type = ContentType::interactive;
    message.text = json::text(*button, "text");
    auto choice = ObjectWriter{};
    choice.text("kind", "button")
        .text_if_any("id", json::view(*button, "payload"))
        .text("title", message.text);
    content.json("interactive", choice.take());
    return true;
}

bool read_interactive(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const interactive = json::object_in(item, "interactive");
    auto const kind = interactive == nullptr ? std::string_view{} : json::view(*interactive, "type");
    if (kind.empty()) { return false; }
    message.content_type = ContentType::interactive;
    auto const* const named = json::member(*interactive, kind);
    auto const* const reply = named == nullptr ? nullptr : named->if_object();
    auto choice = ObjectWriter{};
    if (is_known(kind)) {
        if (reply == nullptr) { return false; }
        write_known(choice, kind, *reply, message);
    } else {
        // A kind of next year: shown by its name, with all that it holds.
        message.text = reply == nullptr ? std::string{} : json::text(*reply, "title");
        choice.text("kind", kind).text("title", message.text);
        choice.value("data", named == nullptr ? *json::member(item, "interactive") : *named);
    }
    content.json("interactive", choice.take());
    return true;
}

bool read_order(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const order = json::object_in(item, "order");
    if (order == nullptr) { return false; }
    message.content_type = ContentType::interactive;
    message.text = json::text(*order, "text");
    auto choice = ObjectWriter{};
    choice.text("kind", "order").text("title", message.text);
    choice.text_if_any("catalog_id", json::word(*order, "catalog_id"));
    auto const* const goods = json::member(*order, "product_items");
    if (goods != nullptr) { choice.value("product_items", *goods); }
    content.json("interactive", choice.take());
    return true;
}

}  // namespace balie::connectors::whatsapp
