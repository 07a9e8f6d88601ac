// https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps (read 2026-11)
#include <connectors/whatsapp/subscription.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/whatsapp/errors.hpp>

namespace balie::connectors::whatsapp {

Task<Result<void>> AccountSubscription::subscribe(std::string, Secrets secrets) {
    auto url = meta::graph_url(secrets, {secrets["waba_id"], "subscribed_apps"});
    auto call = meta::graph_call("POST", std::move(url), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return meta::done(answer, error_rows());
}

}  // namespace balie::connectors::whatsapp
