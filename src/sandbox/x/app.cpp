// https://docs.x.com/x-api/webhooks and /x-api/activity (2026-08). A line is connected from its beginning.
#include "sandbox/x/app.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <array>

namespace balie::sandbox::x {
namespace {

constexpr auto token_path = std::string_view{"/oauth2/token"};
constexpr auto webhooks_path = std::string_view{"/2/webhooks"};
constexpr auto subscriptions_path = std::string_view{"/2/activity/subscriptions"};
constexpr auto webhook_id = std::string_view{"1900000000000000001"};

constexpr auto event_types =
    std::to_array<std::string_view>({"post.create", "post.delete", "post.mention.create", "post.reply.create",
                                     "post.quote.create", "dm.received", "dm.sent", "dm.read"});

std::string token_of(Line const& line) {
    return to_hex(hmac_sha256(line.setting("consumer_secret"), line.setting("consumer_key")));
}

}  // namespace

bool is_of_the_app(http::Request const& request, std::string_view path) {
    return path == token_path || path.starts_with(webhooks_path) ||
           (request.method == "GET" && path == subscriptions_path);
}

bool app_admits(http::Request const& request, std::string_view path, Line const& line) {
    auto const keys =
        percent_encode(line.setting("consumer_key")) + ':' + percent_encode(line.setting("consumer_secret"));
    auto const wanted = path == token_path ? "Basic " + to_base64(keys) : "Bearer " + token_of(line);
    return request.header("Authorization") == wanted;
}

Json app_token_json(Line const& line) { return {{"token_type", "bearer"}, {"access_token", token_of(line)}}; }

Json webhooks_json(Line const& line) {
    auto const webhook = Json{{"id", webhook_id},
                              {"url", line.addresses().public_url + line.options().webhook_path},
                              {"valid", true},
                              {"created_at", "2026-01-01T09:00:00.000Z"}};
    return {{"data", Json::array({webhook})}, {"meta", {{"result_count", 1}}}};
}

Json activity_subscriptions_json(Line const& line) {
    auto all = Json::array();
    for (auto const event : event_types) {
        all.push_back({{"subscription_id", std::to_string(1000 + all.size())},
                       {"event_type", event},
                       {"filter", {{"user_id", line.setting("user_id")}}},
                       {"webhook_id", webhook_id}});
    }
    return {{"data", all}, {"meta", {{"result_count", all.size()}}}};
}

}  // namespace balie::sandbox::x
