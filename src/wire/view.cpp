// The filter is shown as it was kept.
#include "wire/view.hpp"

#include "wire/fields.hpp"

namespace balie::wire {

nlohmann::json to_json(View const& view) {
    auto object = nlohmann::json{{"id", to_string(view.id)},
                                 {"name", view.name},
                                 {"visibility", to_word(view.visibility)},
                                 {"owner_id", to_string(view.owner_id)},
                                 {"filter", parsed_or(view.filter, nlohmann::json::object())},
                                 {"position", view.position},
                                 {"version", view.version}};
    put(object, "team_id", view.team_id);
    put(object, "sort", view.sort);
    return object;
}

}  // namespace balie::wire
