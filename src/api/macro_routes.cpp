// Actions are checked when they are kept and read by the same code when they are run. A text is the browser's to put into
// its box: nothing is sent to a customer by a macro.
#include "api/macro_routes.hpp"

#include "api/conversation_action.hpp"
#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "desk/macro.hpp"
#include "desk/shared_item.hpp"
#include "store/macros.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto actions_max = std::size_t{20};
constexpr auto actions_bytes_max = std::size_t{64} << 10U;
constexpr auto position_max = 100'000;
constexpr auto name_limit = TextLimit{.characters_max = 100, .characters_min = 1};
constexpr auto text_limit = TextLimit{.characters_max = 10'000, .characters_min = 1};

json to_json(Macro const& macro) {
    auto object = json{{"id", to_string(macro.id)},
                       {"name", macro.name},
                       {"visibility", to_word(macro.visibility)},
                       {"owner_id", to_string(macro.owner_id)},
                       {"actions", json::parse(macro.actions, nullptr, false)},
                       {"position", macro.position},
                       {"version", macro.version}};
    if (macro.team_id) { object["team_id"] = to_string(macro.team_id); }
    return object;
}

desk::Sharing sharing_of(Macro const& macro) { return {macro.visibility, macro.owner_id, macro.team_id}; }

// A text leaves nothing to do here.
std::optional<desk::MacroStep> step_in(RequestBody& action) {
    auto const type = action.text("type");
    if (auto change = change_in_action(action, type)) { return desk::MacroStep{std::move(*change)}; }
    if (type == "note" || type == "text") {
        auto text = action.text("text", text_limit);
        if (type == "text") { return std::nullopt; }
        return desk::MacroStep{{}, std::move(text)};
    }
    action.fault("type", "unknown_word", "must be text, note, assign, labels, priority or status");
    return std::nullopt;
}

std::vector<desk::MacroStep> steps_in(RequestBody& body, RequestBody::Presence presence) {
    auto steps = std::vector<desk::MacroStep>{};
    for (auto* const action : body.objects("actions", actions_max, presence)) {
        if (auto step = step_in(*action)) { steps.push_back(std::move(*step)); }
    }
    return steps;
}

void read_macro(RequestBody& body, Macro& macro, RequestBody::Presence presence) {
    auto const is_new = presence == RequestBody::Presence::required;
    macro.name =
        is_new ? body.text("name", name_limit) : body.optional_text("name", name_limit).value_or(macro.name);
    if (auto const word = body.optional_text("visibility")) {
        auto const visibility = from_word<Visibility>(*word);
        if (!visibility) { body.fault("visibility", "unknown_word", "must be own, team or all"); }
        macro.visibility = visibility.value_or(macro.visibility);
    }
    auto const kept_team = macro.visibility == Visibility::team ? macro.team_id : TeamId{};
    macro.team_id = body.optional_id<Team>("team_id").value_or(kept_team);
    macro.position = body.optional_integer("position", 0, position_max).value_or(macro.position);
    steps_in(body, presence);
    if (auto const actions = body.free_array("actions", actions_bytes_max)) {
        macro.actions = actions->dump();
        if (actions->empty()) { body.fault("actions", "too_short", "must hold at least one"); }
    }
}

Error told(Error const& error) {
    if (error.reason != "macros_account_id_team_id_fkey") { return error; }
    return {ErrorCode::unprocessable, "there is no such team", "no_such_team", "team_id"};
}

desk::MacroRun run_of(Macro const& macro, std::string client_id) {
    auto body = RequestBody{json{{"actions", json::parse(macro.actions, nullptr, false)}}};
    return {macro.name, steps_in(body, RequestBody::Presence::required), std::move(client_id)};
}

Result<Macro> changed(db::Transaction& transaction, access::Actor const& actor, MacroId id,
                      http::Request const& request) {
    auto macro = store::macros::find_to_change(transaction, actor, id);
    if (!macro) { return macro.error(); }
    if (auto const may = desk::may_edit(actor, sharing_of(*macro)); !may) { return may.error(); }
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    read_macro(*body, *macro, RequestBody::Presence::optional);
    if (auto const read = body->end(); !read) { return read.error(); }
    if (auto const may = desk::may_share(actor, sharing_of(*macro)); !may) { return may.error(); }
    return store::macros::update(transaction, actor.account, *macro);
}

}  // namespace

void MacroRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/macros", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/macros", Policy::change(desk_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/macros/{id}", Policy::change(desk_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/macros/{id}", Policy::change(desk_roles),
               [this](Call call) { return remove(std::move(call)); });
    routes.add("POST", "/api/v1/conversations/{id}/macros/{macro_id}", Policy::change(desk_roles),
               [this](Call call) { return run(std::move(call)); });
}

Task<Result<http::Response>> MacroRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor](db::Transaction& transaction) -> Result<std::vector<Macro>> {
        return store::macros::list(transaction, actor);
    };
    auto const macros = co_await database_->run(call.actor.account.value, std::move(find));
    if (!macros) { co_return macros.error(); }
    co_return short_list_response(*macros, *asked, [](Macro const& macro) { return to_json(macro); });
}

Task<Result<http::Response>> MacroRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto macro = Macro{};
    macro.owner_id = call.actor.user;
    read_macro(*body, macro, RequestBody::Presence::required);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    if (auto const may = desk::may_share(call.actor, sharing_of(macro)); !may) { co_return may.error(); }
    auto add = [actor = call.actor, macro = std::move(macro)](db::Transaction& transaction) -> Result<Macro> {
        return store::macros::insert(transaction, actor.account, macro);
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return told(made.error()); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> MacroRoutes::change(Call call) {
    auto const id = call.id<Macro>();
    if (!id) { co_return id.error(); }
    auto probe = RequestBody::of(call.request);
    if (!probe) { co_return probe.error(); }
    auto sketch = Macro{};
    read_macro(*probe, sketch, RequestBody::Presence::optional);
    if (auto const read = probe->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, request = call.request](db::Transaction& transaction) {
        return changed(transaction, actor, id, request);
    };
    auto const macro = co_await database_->run(call.actor.account.value, std::move(write));
    if (!macro) { co_return told(macro.error()); }
    co_return json_response(200, to_json(*macro));
}

Task<Result<http::Response>> MacroRoutes::remove(Call call) {
    auto const id = call.id<Macro>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<void> {
        auto const macro = store::macros::find_to_change(transaction, actor, id);
        if (!macro) { return macro.error(); }
        if (auto const may = desk::may_edit(actor, sharing_of(*macro)); !may) { return may.error(); }
        store::macros::remove(transaction, actor.account, id);
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

Task<Result<http::Response>> MacroRoutes::run(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto const macro_id = call.id<Macro>("macro_id");
    if (!macro_id) { co_return macro_id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto client_id = body->text("client_id", {.characters_max = 100, .characters_min = 1});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, macro_id = *macro_id, client_id = std::move(client_id),
                  context = context_, now = clock_->now()](journal::Work& work) -> Result<Conversation> {
        auto const macro = store::macros::find(work.transaction(), actor, macro_id);
        if (!macro) { return macro.error(); }
        return desk::run_macro(work, actor, id, run_of(*macro, client_id), *context, now);
    };
    auto const conversation = co_await journal_->write(call.actor.account, std::move(write));
    if (!conversation) { co_return conversation.error(); }
    co_return json_response(200, wire::to_json(*conversation, *context_));
}

}  // namespace balie::api
