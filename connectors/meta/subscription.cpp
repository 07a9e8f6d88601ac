// https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps (read 2026-11)
#include <connectors/meta/subscription.hpp>

#include <balie/base/text.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {

Task<Result<void>> AppSubscription::subscribe(std::string, Secrets secrets) {
    auto url = graph_url(secrets, {account_node(secrets), "subscribed_apps"});
    url += "?subscribed_fields=" + percent_encode(fields_);
    auto call = graph_call("POST", std::move(url), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, page_error_rows());
}

}  // namespace balie::connectors::meta
