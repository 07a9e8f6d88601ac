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
    if (answers == nullptr) {
        return;
    }
    auto const document = json::Document{json::view(reply, "response_json")};
    choice.value("data", document.root() != nullptr ? *document.root() : *answers);
}

}  // namespace

// The quick reply of a template.
bool read_button(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const button = json::object_in(item, "button");
    if (button == nullptr) {
        return false;
    }
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
    auto const* const reply = kind.empty() ? nullptr : json::object_in(*interactive, kind);
    if (reply == nullptr) {
        return false;
    }
    auto const is_form = kind == "nfm_reply";
    message.content_type = ContentType::interactive;
    message.text = json::text(*reply, is_form ? "body" : "title");
    auto choice = ObjectWriter{};
    choice.text("kind", kind)
        .text_if_any("id", json::word(*reply, is_form ? "name" : "id"))
        .text("title", message.text);
    choice.text_if_any("description", json::view(*reply, "description"));
    if (is_form) {
        write_answers(choice, *reply);
    } else if (kind != "button_reply" && kind != "list_reply") {
        choice.value("data", *json::member(*interactive, kind));
    }
    content.json("interactive", choice.take());
    return true;
}

bool read_order(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const order = json::object_in(item, "order");
    if (order == nullptr) {
        return false;
    }
    message.content_type = ContentType::interactive;
    message.text = json::text(*order, "text");
    content.value("order", *json::member(item, "order"));
    return true;
}

}  // namespace balie::connectors::whatsapp
