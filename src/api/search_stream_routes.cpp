// Leads and administrators keep them, with a line in the audit log. A stream's label is there as soon as the stream is, so
// that a view of it can be saved before anything is found.
#include "api/search_stream_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "desk/search_query.hpp"
#include "store/audit.hpp"
#include "store/inbox_health.hpp"
#include "store/inboxes.hpp"
#include "store/labels.hpp"
#include "store/search_streams.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace streams = store::search_streams;
using nlohmann::json;

constexpr auto name_limit = TextLimit{.characters_max = 60, .characters_min = 1};
constexpr auto query_limit = TextLimit{.characters_max = 4096};  // the rule itself says it better
constexpr auto looks_back = std::chrono::hours{1};
constexpr auto hourly_posts_least = std::int64_t{10};  // the smallest page of X
constexpr auto hourly_posts_most = std::int64_t{10'000};

json to_json(SearchStream const& stream) {
    auto object = json{{"id", to_string(stream.id)},
                       {"name", stream.name},
                       {"query", stream.query},
                       {"enabled", stream.enabled},
                       {"hourly_posts_max", stream.hourly_posts_max},
                       {"found", stream.found},
                       {"version", stream.version}};
    if (stream.asked_at) { object["asked_at"] = to_rfc3339(*stream.asked_at); }
    if (!stream.problem.empty()) {
        object["problem"] = json{{"reason", stream.problem}, {"detail", stream.problem_detail}};
    }
    if (stream.paused_until) { object["paused_until"] = to_rfc3339(*stream.paused_until); }
    return object;
}

std::string trimmed_text(std::string const& text) { return std::string{trimmed(text)}; }

void judge(RequestBody& body, streams::Change const& change) {
    if (!change.query) { return; }
    if (auto const judged = desk::judge_search_query(*change.query); !judged) {
        body.fault("query", judged.error().reason, judged.error().detail);
    }
}

// What the platform bills is an administrator's matter.
Result<void> may_ask(access::Actor const& actor, streams::Change const& change) {
    if (!change.hourly_posts_max || actor.role == Role::admin) { return {}; }
    return Error{ErrorCode::forbidden, "only administrators set the ceiling", "admins_only",
                 "hourly_posts_max"};
}

Result<streams::Change> change_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto change = streams::Change{};
    if (auto const name = body->optional_text("name", name_limit)) { change.name = trimmed_text(*name); }
    if (auto const query = body->optional_text("query", query_limit)) { change.query = trimmed_text(*query); }
    change.enabled = body->optional_boolean("enabled");
    change.hourly_posts_max =
        body->optional_integer("hourly_posts_max", hourly_posts_least, hourly_posts_most);
    judge(*body, change);
    if (auto const read = body->end(); !read) { return read.error(); }
    if (auto const may = may_ask(call.actor, change); !may) { return may.error(); }
    return change;
}

Result<SearchStream> wanted_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto change =
        streams::Change{trimmed_text(body->text("name", name_limit)),
                        trimmed_text(body->text("query", query_limit)), body->optional_boolean("enabled"),
                        body->optional_integer("hourly_posts_max", hourly_posts_least, hourly_posts_most)};
    judge(*body, change);
    if (auto const read = body->end(); !read) { return read.error(); }
    if (auto const may = may_ask(call.actor, change); !may) { return may.error(); }
    auto stream = SearchStream{SearchStreamId{}, *change.name, *change.query, change.enabled.value_or(true)};
    stream.hourly_posts_max = change.hourly_posts_max.value_or(stream.hourly_posts_max);
    return stream;
}

// Locked, so that two who add a stream at once are counted. Only X can be searched.
Result<void> searched_inbox(db::Transaction& transaction, AccountId account, InboxId id) {
    auto const inbox = store::inboxes::lock(transaction, account, id);
    if (!inbox) { return inbox.error(); }
    if (inbox->channel == Channel::x) { return {}; }
    return Error{ErrorCode::unprocessable, "only inboxes on X have search streams", "not_searchable"};
}

void note(db::Transaction& transaction, access::Actor const& actor, std::string action, InboxId inbox,
          SearchStream const& stream) {
    store::audit::write(transaction,
                        {actor.account, actor.user, std::move(action), "search_stream", stream.id.value,
                         json{{"inbox_id", to_string(inbox)},
                              {"name", stream.name},
                              {"query", stream.query},
                              {"hourly_posts_max", stream.hourly_posts_max}}});
}

// The label is there, and health is looked at anew.
void follow(db::Transaction& transaction, AccountId account, InboxId inbox, SearchStream const& stream) {
    store::labels::named(transaction, account, stream.name, streams::label_color);
    store::inbox_health::look_soon(transaction, account, inbox);
}

Error told(Error const& error) {
    if (error.reason != "search_streams_account_id_inbox_id_name_key") { return error; }
    return {ErrorCode::conflict, "there is a search stream of this name already", "name_taken", "name"};
}

}  // namespace

void SearchStreamRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/inboxes/{id}/search-streams", Policy::read(overview_roles),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/inboxes/{id}/search-streams", Policy::change(lead_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/inboxes/{id}/search-streams/{stream_id}", Policy::change(lead_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/inboxes/{id}/search-streams/{stream_id}", Policy::change(lead_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> SearchStreamRoutes::list(Call call) {
    auto const inbox = call.id<Inbox>();
    if (!inbox) { co_return inbox.error(); }
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [account = call.actor.account,
                 inbox = *inbox](db::Transaction& transaction) -> Result<std::vector<SearchStream>> {
        if (auto const found = store::inboxes::find(transaction, account, inbox); !found) {
            return found.error();
        }
        return streams::list(transaction, account, inbox);
    };
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return short_list_response(*found, *asked, [](SearchStream const& stream) { return to_json(stream); });
}

Task<Result<http::Response>> SearchStreamRoutes::create(Call call) {
    auto const inbox = call.id<Inbox>();
    if (!inbox) { co_return inbox.error(); }
    auto const wanted = wanted_in(call);
    if (!wanted) { co_return wanted.error(); }
    auto add = [actor = call.actor, inbox = *inbox, wanted = *wanted,
                since = clock_->now() - looks_back](db::Transaction& transaction) -> Result<SearchStream> {
        if (auto const there = searched_inbox(transaction, actor.account, inbox); !there) {
            return there.error();
        }
        auto made = streams::insert(transaction, actor.account, inbox, wanted, since);
        if (!made) { return made; }
        follow(transaction, actor.account, inbox, *made);
        note(transaction, actor, "search_stream.created", inbox, *made);
        return made;
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return told(made.error()); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> SearchStreamRoutes::change(Call call) {
    auto const inbox = call.id<Inbox>();
    auto const id = call.id<SearchStream>("stream_id");
    if (!inbox) { co_return inbox.error(); }
    if (!id) { co_return id.error(); }
    auto const asked = change_in(call);
    if (!asked) { co_return asked.error(); }
    auto write = [actor = call.actor, inbox = *inbox, id = *id, asked = *asked,
                  since = clock_->now() - looks_back](db::Transaction& transaction) -> Result<SearchStream> {
        if (auto const there = searched_inbox(transaction, actor.account, inbox); !there) {
            return there.error();
        }
        if (asked.is_empty()) { return streams::find(transaction, actor.account, inbox, id); }
        auto changed = streams::update(transaction, actor.account, inbox, id, asked, since);
        if (!changed) { return changed; }
        follow(transaction, actor.account, inbox, *changed);
        note(transaction, actor, "search_stream.changed", inbox, *changed);
        return changed;
    };
    auto const changed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!changed) { co_return told(changed.error()); }
    co_return json_response(200, to_json(*changed));
}

Task<Result<http::Response>> SearchStreamRoutes::remove(Call call) {
    auto const inbox = call.id<Inbox>();
    auto const id = call.id<SearchStream>("stream_id");
    if (!inbox) { co_return inbox.error(); }
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, inbox = *inbox,
                  id = *id](db::Transaction& transaction) -> Result<void> {
        auto const gone = streams::remove(transaction, actor.account, inbox, id);
        if (!gone) { return gone.error(); }
        store::inbox_health::look_soon(transaction, actor.account, inbox);
        note(transaction, actor, "search_stream.removed", inbox, *gone);
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
