// Preferences are the owner's alone.
#include "wire/user.hpp"

#include "wire/fields.hpp"

namespace balie::wire {
namespace {

using nlohmann::json;

json what_both_show(User const& user) {
    return json{{"id", to_string(user.id)},
                {"email", user.email},
                {"name", user.name},
                {"role", to_word(user.role)},
                {"availability", to_word(user.availability)},
                {"version", user.version}};
}

}  // namespace

json to_json(User const& user) {
    auto object = what_both_show(user);
    object["active"] = user.active;
    return object;
}

json to_json_for_self(User const& user) {
    auto object = what_both_show(user);
    object["preferences"] = parsed_or(user.preferences, json::object());
    return object;
}

}  // namespace balie::wire
