// What a push says, in the language of its browser. Pure.
#pragma once

#include "store/web_pushes.hpp"

#include <string>

namespace balie::desk {

// JSON for the service worker: {"title", "body", "tag", "path"}. Names no customer and holds none of their words, unless
// the account says that it may. Fits what a push takes.
std::string push_text(store::web_pushes::Push const& push);

}  // namespace balie::desk
