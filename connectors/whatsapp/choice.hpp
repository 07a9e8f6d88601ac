// What a customer chose instead of writing: a button, a row of a list, a filled-in form, goods.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/document.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::whatsapp {

// Each fills message and content, and says false when the item does not hold what its type promises.
[[nodiscard]] bool read_button(json::Object const& item, InboundMessage& message,
                               json::ObjectWriter& content);
[[nodiscard]] bool read_interactive(json::Object const& item, InboundMessage& message,
                                    json::ObjectWriter& content);
[[nodiscard]] bool read_order(json::Object const& item, InboundMessage& message, json::ObjectWriter& content);

}  // namespace balie::connectors::whatsapp
