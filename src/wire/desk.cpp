// Labels, canned responses, teams and drafts.
#include "wire/desk.hpp"

#include "wire/fields.hpp"

namespace balie::wire {

using nlohmann::json;

json to_json(Label const& label) {
    return json{{"id", to_string(label.id)},
                {"name", label.name},
                {"color", label.color},
                {"version", label.version}};
}

json to_json(CannedResponse const& response) {
    auto object = json{{"id", to_string(response.id)},
                       {"shortcut", response.shortcut},
                       {"text", response.text},
                       {"visibility", to_word(response.visibility)},
                       {"version", response.version}};
    auto variants = parsed_or(response.variants, json::object());
    if (!variants.empty()) { object["variants"] = std::move(variants); }
    put(object, "owner_id", response.owner_id);
    put(object, "team_id", response.team_id);
    put(object, "language", response.language);
    return object;
}

json to_json(Team const& team) {
    return json{{"id", to_string(team.id)},
                {"name", team.name},
                {"member_ids", texts_of(team.member_ids)},
                {"version", team.version}};
}

json to_json(Draft const& draft) {
    return json{{"mode", to_word(draft.mode)},
                {"text", draft.text},
                {"attachment_ids", texts_of(draft.attachment_ids)},
                {"version", draft.version}};
}

}  // namespace balie::wire
