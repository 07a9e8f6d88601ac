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
    return json{{"id", to_string(response.id)},
                {"shortcut", response.shortcut},
                {"text", response.text},
                {"version", response.version}};
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
