// Leads and administrators keep the list of labels; everybody who works at the desk puts them on.
#include "api/label_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/audit.hpp"
#include "store/labels.hpp"
#include "wire/desk.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

constexpr auto name_limit = TextLimit{.characters_max = 100, .characters_min = 1};

bool is_color(std::string_view text) {
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

void judge_color(RequestBody& body, std::optional<std::string> const& color) {
    if (color && !is_color(*color)) {
        body.fault("color", "ill_typed", "must be like #1f2937, in small letters");
    }
}

void note(db::Transaction& transaction, access::Actor const& actor, std::string action, Label const& label) {
    store::audit::write(transaction, {actor.account, actor.user, std::move(action), "label", label.id.value,
                                      nlohmann::json{{"name", label.name}, {"color", label.color}}});
}

// The database names its key; people want to know which field it is.
Error told(Error const& error) {
    if (error.reason != "labels_account_id_name_key") { return error; }
    return {ErrorCode::conflict, "there is a label of this name already", "name_taken", "name"};
}

}  // namespace

void LabelRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/labels", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/labels", Policy::change(lead_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/labels/{id}", Policy::change(lead_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/labels/{id}", Policy::change(lead_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> LabelRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [account = call.actor.account](db::Transaction& transaction) -> Result<std::vector<Label>> {
        return store::labels::list(transaction, account);
    };
    auto const labels = co_await database_->run(call.actor.account.value, std::move(find));
    if (!labels) { co_return labels.error(); }
    co_return short_list_response(*labels, *asked, [](Label const& label) { return wire::to_json(label); });
}

Task<Result<http::Response>> LabelRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto name = body->text("name", name_limit);
    auto color = body->text("color");
    judge_color(*body, color);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto add = [actor = call.actor, name = std::move(name),
                color = std::move(color)](db::Transaction& transaction) -> Result<Label> {
        auto made = store::labels::insert(transaction, actor.account, name, color);
        note(transaction, actor, "label.created", made);
        return made;
    };
    auto const label = co_await database_->run(call.actor.account.value, std::move(add));
    if (!label) { co_return told(label.error()); }
    co_return json_response(201, wire::to_json(*label));
}

Task<Result<http::Response>> LabelRoutes::change(Call call) {
    auto const id = call.id<Label>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto name = body->optional_text("name", name_limit);
    auto color = body->optional_text("color");
    judge_color(*body, color);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, name = std::move(name),
                  color = std::move(color)](db::Transaction& transaction) -> Result<Label> {
        if (!name && !color) { return store::labels::find(transaction, actor.account, id); }
        auto changed = store::labels::update(transaction, actor.account, id, name, color);
        if (changed) { note(transaction, actor, "label.changed", *changed); }
        return changed;
    };
    auto const label = co_await database_->run(call.actor.account.value, std::move(write));
    if (!label) { co_return told(label.error()); }
    co_return json_response(200, wire::to_json(*label));
}

Task<Result<http::Response>> LabelRoutes::remove(Call call) {
    auto const id = call.id<Label>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<bool> {
        auto const gone = store::labels::remove(transaction, actor.account, id);
        if (!gone) { return gone.error(); }
        note(transaction, actor, "label.removed", *gone);
        return true;
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
