// One of Twilio's contents in the words in which the desk shows templates, and back.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/json/document.hpp>

#include <optional>

namespace balie::connectors::twilio {

// Absent: nothing that somebody here could fill in and send (no text, or a blank in a link or a file).
std::optional<TemplateText> template_of(json::Object const& content);

}  // namespace balie::connectors::twilio
