// An inbox as REST shows it: to everyone with what its channel can do, to administrators with its settings.
#pragma once

#include "wire/context.hpp"

#include <balie/domain/inbox.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace balie::wire {

nlohmann::json to_json(Capabilities const& capabilities);
nlohmann::json to_json(Inbox const& inbox, Context const& context);
// Besides, the plain settings, the names of the secrets that are set, and where webhooks go.
nlohmann::json to_json_for_admin(Inbox const& inbox, Context const& context, std::string const& webhook_url);

}  // namespace balie::wire
