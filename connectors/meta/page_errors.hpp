// Error codes of pages and Instagram accounts, and how each wants to be treated.
#pragma once

#include <connectors/meta/treatment.hpp>

#include <span>

namespace balie::connectors::meta {

std::span<CodeTreatment const> page_error_rows() noexcept;

}  // namespace balie::connectors::meta
