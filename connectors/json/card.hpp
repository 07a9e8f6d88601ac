// Visiting cards that a customer sends, as WhatsApp writes them, whoever passes them on.
#pragma once

#include <connectors/json/document.hpp>

#include <string>

namespace balie::connectors::json {

// [{"name": ..., "phones": [...], "emails": [...], "organization": ...}]; what is no card is left out.
std::string cards_json(Array const& cards);

}  // namespace balie::connectors::json
