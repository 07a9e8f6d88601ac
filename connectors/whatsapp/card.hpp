// Visiting cards that a customer sends.
#pragma once

#include <connectors/json/document.hpp>

#include <string>

namespace balie::connectors::whatsapp {

// [{"name": ..., "phones": [...], "emails": [...], "organization": ...}]; what is no card is left out.
std::string cards_json(json::Array const& cards);

}  // namespace balie::connectors::whatsapp
