// The templates that the demo's business account has approved.
#pragma once

#include "sandbox/entry.hpp"
#include "sandbox/json.hpp"

#include <optional>
#include <string>

namespace balie::sandbox::whatsapp {

// As GET /{waba_id}/message_templates lists them.
Json template_list();

// Fills an entry from the `template` of a send. Answers 0, or the code with which the platform refuses it.
int render_template(Json const& sent, Entry& entry);

}  // namespace balie::sandbox::whatsapp
