// WhatsApp's error codes and how each wants to be treated.
#pragma once

#include <connectors/meta/treatment.hpp>

#include <span>

namespace balie::connectors::whatsapp {

std::span<meta::CodeTreatment const> error_rows() noexcept;

}  // namespace balie::connectors::whatsapp
