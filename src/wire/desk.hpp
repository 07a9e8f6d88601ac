// The small things of the desk as REST shows them: labels, canned responses, teams, drafts.
#pragma once

#include <balie/domain/canned_response.hpp>
#include <balie/domain/draft.hpp>
#include <balie/domain/label.hpp>
#include <balie/domain/team.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Label const& label);
nlohmann::json to_json(CannedResponse const& response);
nlohmann::json to_json(Team const& team);
nlohmann::json to_json(Draft const& draft);

}  // namespace balie::wire
