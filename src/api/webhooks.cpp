// Each channel has its own route, for each takes bodies of its own size.
#include "api/webhooks.hpp"

#include <balie/domain/words.hpp>

namespace balie::api {
namespace {

// Of a channel that this build does not speak: enough to answer what any wrong address gets.
constexpr auto unknown_channel_bytes_max = std::size_t{1} << 20U;

http::Response response_from(WebhookReply reply) {
    auto response = http::Response{reply.status, std::move(reply.content_type), std::move(reply.body)};
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return response;
}

std::string path_value(Call const& call, std::string_view name) {
    auto const found = call.path.find(name);
    return found == call.path.end() ? std::string{} : found->second;
}

}  // namespace

void WebhookRoutes::add_to(Routes& routes) {
    auto const add = [&](std::string const& pattern, Policy const& policy, std::string const& channel) {
        for (auto const* method : {"GET", "POST"}) {
            routes.add(method, pattern, policy, [this, channel](Call call) {
                auto named = channel.empty() ? path_value(call, "channel") : channel;
                return receive(std::move(named), std::move(call));
            });
        }
    };
    auto const policy = Policy::open(Surface::webhook);
    for (auto const& [channel, connector] : *connectors_) {
        auto const word = std::string{to_word(channel)};
        add("/webhooks/" + word + "/{inbox_id}",
            policy.with_body(connector->capabilities().webhook_bytes_max), word);
    }
    add("/webhooks/{channel}/{inbox_id}", policy.with_body(unknown_channel_bytes_max), {});
}

Task<Result<http::Response>> WebhookRoutes::receive(std::string channel, Call call) {
    auto incoming = ingest::Incoming{};
    incoming.channel = std::move(channel);
    incoming.inbox_id = path_value(call, "inbox_id");
    incoming.method = std::move(call.request.method);
    incoming.url = site_.origin() + call.request.target;
    incoming.query = std::move(call.request.query);
    incoming.headers = std::move(call.request.headers);
    incoming.body = std::move(call.request.body);
    auto reply = co_await intake_->receive(std::move(incoming));
    if (!reply) { co_return reply.error(); }
    co_return response_from(*std::move(reply));
}

}  // namespace balie::api
