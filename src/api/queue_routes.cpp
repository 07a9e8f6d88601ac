// Agents see the figures of the inboxes that they work in; the colleagues' loads are for those who lead.
#include "api/queue_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "store/queue.hpp"
#include "wire/queue.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {

void QueueRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/queue", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
}

Task<Result<http::Response>> QueueRoutes::show(Call call) {
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = [actor = call.actor](db::Transaction& transaction) -> Result<Queue> {
        return store::queue::for_actor(transaction, actor);
    };
    auto queue = co_await database_->run(call.actor.account.value, std::move(find));
    if (!queue) { co_return queue.error(); }
    queue->at = clock_->now();
    co_return json_response(200, wire::to_json(*queue));
}

}  // namespace balie::api
