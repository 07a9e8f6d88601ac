// https://docs.x.com/x-api/webhooks and /x-api/activity (2026-08), the app's token: /resources/fundamentals/authentication
#include <connectors/x/app_webhooks.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>

namespace balie::connectors::x {
namespace {

constexpr auto page_size = std::string_view{"1000"};
constexpr auto pages_max = 5;

using Answered = boost::system::result<HttpAnswer, CallFailure>;

Result<void> good(Answered const& answer) {
    if (!answer) { return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    if (answer->status >= 200 && answer->status <= 299) { return {}; }
    auto error = platform::status_error(answer->status);
    auto const refusal = refused(*answer);
    error.detail = refusal.detail.empty() ? refusal.reason : refusal.detail;
    return error;
}

HttpCall app_call(std::string method, std::string url, std::string const& token) {
    auto call = HttpCall{std::move(method), std::move(url)};
    call.headers = {{"Authorization", "Bearer " + token}, {"User-Agent", "Balie/1.0.0"}};
    return call;
}

json::Object const* root_of(json::Document const& document) noexcept {
    return document.root() == nullptr ? nullptr : document.root()->if_object();
}

template <class Read>
void for_each_datum(json::Object const& root, Read read) {
    auto const* const data = json::array_in(root, "data");
    if (data == nullptr) { return; }
    for (auto const& item : *data) {
        auto const* const object = item.if_object();
        if (object != nullptr) { read(*object); }
    }
}

}  // namespace

Task<Result<std::string>> AppWebhooks::token(Secrets secrets) {
    auto call = HttpCall{"POST", platform::base_of(secrets, platform_base) + "/oauth2/token"};
    auto const keys =
        percent_encode(secrets["consumer_key"]) + ':' + percent_encode(secrets["consumer_secret"]);
    call.headers = {{"Authorization", "Basic " + to_base64(keys)},
                    {"User-Agent", "Balie/1.0.0"},
                    {"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}};
    call.body = "grant_type=client_credentials";
    auto const answer = co_await http_.call(std::move(call));
    if (auto const fault = good(answer); !fault) { co_return fault.error(); }
    auto const document = json::Document{answer->body};
    auto const* const root = root_of(document);
    auto token = root == nullptr ? std::string{} : json::text(*root, "access_token");
    // It goes into a header.
    if (token.empty() || token.find_first_of("\r\n") != std::string::npos) {
        co_return Error{ErrorCode::unavailable, "the platform gave the app no token"};
    }
    co_return token;
}

Task<Result<std::vector<AppWebhook>>> AppWebhooks::list(std::string token, Secrets secrets) {
    auto call = app_call("GET", api_url(secrets, {"webhooks"}), token);
    auto const answer = co_await http_.call(std::move(call));
    if (auto const fault = good(answer); !fault) { co_return fault.error(); }
    auto const document = json::Document{answer->body};
    auto const* const root = root_of(document);
    if (root == nullptr) {
        co_return Error{ErrorCode::unavailable, "the platform's answer could not be read"};
    }
    auto webhooks = std::vector<AppWebhook>{};
    for_each_datum(*root, [&webhooks](json::Object const& one) {
        webhooks.emplace_back(json::id_in(one, "id"), json::text(one, "url"), json::is_true(one, "valid"));
    });
    co_return webhooks;
}

Task<Result<std::string>> AppWebhooks::make(std::string url, std::string token, Secrets secrets) {
    auto call = app_call("POST", api_url(secrets, {"webhooks"}), token);
    call.headers.emplace_back("Content-Type", "application/json");
    call.body = json::ObjectWriter{}.text("url", url).take();
    auto const answer = co_await http_.call(std::move(call));
    if (auto const fault = good(answer); !fault) { co_return fault.error(); }
    auto id = datum(*answer, "id");
    if (id.empty()) { co_return Error{ErrorCode::unavailable, "the platform's answer could not be read"}; }
    co_return id;
}

Task<Result<void>> AppWebhooks::validate(std::string webhook_id, std::string token, Secrets secrets) {
    auto call = app_call("PUT", api_url(secrets, {"webhooks", webhook_id}), token);
    auto const answer = co_await http_.call(std::move(call));
    co_return good(answer);
}

Task<Result<std::vector<ActivitySubscription>>> AppWebhooks::subscriptions(std::string token,
                                                                           Secrets secrets) {
    auto all = std::vector<ActivitySubscription>{};
    auto const first =
        api_url(secrets, {"activity", "subscriptions"}) + "?max_results=" + std::string{page_size};
    auto url = first;
    for (auto page = 0; page < pages_max && !url.empty(); ++page) {
        auto call = app_call("GET", std::move(url), token);
        auto const answer = co_await http_.call(std::move(call));
        if (auto const fault = good(answer); !fault) { co_return fault.error(); }
        auto const document = json::Document{answer->body};
        auto const* const root = root_of(document);
        if (root == nullptr) {
            co_return Error{ErrorCode::unavailable, "the platform's answer could not be read"};
        }
        for_each_datum(*root, [&](json::Object const& one) {
            auto const* const filter = json::object_in(one, "filter");
            if (filter == nullptr || json::word(*filter, "user_id") != secrets["user_id"]) { return; }
            all.emplace_back(json::text(one, "event_type"), json::id_in(one, "webhook_id"));
        });
        auto const* const meta = json::object_in(*root, "meta");
        auto const next = meta == nullptr ? std::string_view{} : json::view(*meta, "next_token");
        url = next.empty() ? std::string{} : first + "&pagination_token=" + percent_encode(next);
    }
    co_return all;
}

Task<Result<void>> AppWebhooks::subscribe(std::string event_type, std::string webhook_id, Secrets secrets) {
    auto filter = json::ObjectWriter{}.text("user_id", secrets["user_id"]).take();
    auto body = json::ObjectWriter{};
    body.text("event_type", event_type).json("filter", filter).text("webhook_id", webhook_id);
    auto call = api_json("POST", api_url(secrets, {"activity", "subscriptions"}), body.take(), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return good(answer);
}

Task<Result<bool>> AppWebhooks::has_account_activity(std::string webhook_id, Secrets secrets) {
    auto url = api_url(secrets, {"account_activity", "webhooks", webhook_id, "subscriptions", "all"});
    auto call = api_call("GET", std::move(url), secrets);
    auto const answer = co_await http_.call(std::move(call));
    if (auto const fault = good(answer); !fault) { co_return fault.error(); }
    auto const document = json::Document{answer->body};
    auto const* const root = root_of(document);
    auto const* const data = root == nullptr ? nullptr : json::object_in(*root, "data");
    co_return data != nullptr&& json::is_true(*data, "subscribed");
}

}  // namespace balie::connectors::x
