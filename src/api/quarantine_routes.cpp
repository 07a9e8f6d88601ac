// Administrators only: what stands here may be any customer's words.
#include "api/quarantine_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "store/quarantine.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using store::quarantine::Summary;

constexpr auto excerpt_characters = std::size_t{200};

nlohmann::json to_json(Summary const& summary) {
    auto const beginning = printable(storable(summary.beginning));
    return {{"id", to_string(summary.id)},
            {"inbox_id", to_string(summary.inbox)},
            {"channel", to_word(summary.channel)},
            {"received_at", to_rfc3339(summary.received_at)},
            {"reason", summary.reason},
            {"bytes", summary.bytes},
            {"excerpt", first_characters(beginning, excerpt_characters)},
            {"state", summary.is_replayed ? "replayed" : "waiting"}};
}

http::Response page_response(std::vector<Summary> const& summaries, std::size_t limit) {
    auto page = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& summary : summaries) {
        if (page["items"].size() == limit) {
            page["next_cursor"] = page["items"].back()["id"];
            break;
        }
        page["items"].push_back(to_json(summary));
    }
    return json_response(200, page);
}

}  // namespace

void QuarantineRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/quarantine", Policy::read(admin_roles),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/quarantine/{id}/replay", Policy::change(admin_roles),
               [this](Call call) { return replay(std::move(call)); });
}

Task<Result<http::Response>> QuarantineRoutes::list(Call call) {
    auto query = Query{call.request};
    auto const limit = query.limit();
    auto const before = query.id<QuarantinedDelivery>("cursor");
    if (auto const read = query.end(); !read) { co_return read.error(); }
    // One more than asked tells whether there is a next page.
    auto const find = [account = call.actor.account, before, limit](db::Transaction& transaction) {
        return Result<std::vector<Summary>>{store::quarantine::list(transaction, account, before, limit + 1)};
    };
    auto const summaries = co_await database_->run(call.actor.account.value, find);
    if (!summaries) { co_return summaries.error(); }
    co_return page_response(*summaries, static_cast<std::size_t>(limit));
}

Task<Result<http::Response>> QuarantineRoutes::replay(Call call) {
    auto const id = call.id<QuarantinedDelivery>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto const replayed = co_await intake_->replay(call.actor.account, *id);
    if (!replayed) { co_return replayed.error(); }
    co_return json_response(
        200, nlohmann::json{{"applied", replayed->applied}, {"quarantined", replayed->quarantined}});
}

}  // namespace balie::api
