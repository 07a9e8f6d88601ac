// Everything here concerns the actor alone. The address and the keys go in, and never come out.
#include "api/push_routes.hpp"

#include "api/base_address.hpp"
#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/setting_values.hpp"
#include "desk/push_target.hpp"
#include "store/push_subscriptions.hpp"
#include "store/web_pushes.hpp"
#include "wire/push_subscription.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/p256.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace balie::api {
namespace {

namespace subscriptions = store::push_subscriptions;

constexpr auto subscriptions_max = std::size_t{10};
constexpr auto auth_bytes = std::size_t{16};

struct Wanted {
    PushTarget target;
    std::string name;
    std::string language;
    std::string time_zone;
};

// Some push services put a token behind a question mark; the host is judged all the same.
bool is_endpoint(std::string const& url, std::vector<std::string> const& allow_origins) {
    auto const is_plain = std::ranges::all_of(
        url, [](unsigned char letter) { return letter > ' ' && letter < 0x7F && letter != '#'; });
    return is_plain && may_be_called(std::string_view{url}.substr(0, url.find('?')), allow_origins);
}

// Any scalar agrees with a point that is on the curve, and none with another.
bool is_public_key(std::string_view bytes) { return agree_p256(new_p256_key(), bytes).has_value(); }

void read_keys(RequestBody& body, PushTarget& target) {
    auto* const keys = body.object("keys");
    if (keys == nullptr) { return; }
    target.public_key =
        from_base64(keys->text("p256dh", {.characters_max = 100, .characters_min = 1})).value_or("");
    target.auth_secret =
        from_base64(keys->text("auth", {.characters_max = 30, .characters_min = 1})).value_or("");
    if (!is_public_key(target.public_key)) { keys->fault("p256dh", "ill_typed", "must be a point of P-256"); }
    if (target.auth_secret.size() != auth_bytes) { keys->fault("auth", "ill_typed", "must be 16 bytes"); }
}

Result<Wanted> wanted_in(http::Request const& request, std::vector<std::string> const& allow_origins) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto wanted = Wanted{};
    wanted.target.endpoint = body->text("endpoint", {.characters_max = 2'000, .characters_min = 1});
    read_keys(*body, wanted.target);
    wanted.name = body->text("name", {.characters_max = 100, .characters_min = 1});
    wanted.language = body->text("language");
    wanted.time_zone = body->text("time_zone", {.characters_max = 60, .characters_min = 1});
    if (!wanted.target.endpoint.empty() && !is_endpoint(wanted.target.endpoint, allow_origins)) {
        body->fault("endpoint", "forbidden_address", "must be https and public");
    }
    if (wanted.language != "nl" && wanted.language != "en") {
        body->fault("language", "unknown_word", "must be nl or en");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return wanted;
}

Result<PushSubscription> keep(db::Transaction& transaction, access::Actor const& actor, Wanted const& wanted,
                              store::SecretBox const& box, Time now) {
    if (auto const judged = judge_value(transaction, "time_zone", wanted.time_zone); !judged) {
        return judged.error();
    }
    auto subscription = subscriptions::NewSubscription{actor.user, actor.session};
    subscription.endpoint_hash = sha256(wanted.target.endpoint);
    subscription.sealed_target = desk::seal_push_target(box, actor.account, wanted.target);
    subscription.name = wanted.name;
    subscription.language = wanted.language;
    subscription.time_zone = wanted.time_zone;
    auto const id = subscriptions::add(transaction, actor.account, subscription, now);
    auto const all = subscriptions::of_user(transaction, actor.account, actor.user, now);
    if (all.size() > subscriptions_max) {
        return Error{ErrorCode::unprocessable, "there are ten browsers already; remove one first", "too_many",
                     "endpoint"};
    }
    store::web_pushes::begin_to_follow(transaction, actor.account);
    auto const own = std::ranges::find(all, id, &PushSubscription::id);
    if (own == all.end()) { return Error{ErrorCode::unauthenticated, "log in first"}; }
    return *own;
}

Error is_off() {
    return {ErrorCode::unprocessable, "this desk does not push: BALIE_PUSH_CONTACT is not set",
            "push_is_off"};
}

struct List {
    std::vector<PushSubscription> items;
    std::string public_key = {};
};

}  // namespace

void PushRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/me/push-subscriptions", Policy::read(every_role).for_sessions_only(),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/me/push-subscriptions",
               Policy::change(every_role).for_sessions_only().without_idempotency(),
               [this](Call call) { return add(std::move(call)); });
    routes.add("DELETE", "/api/v1/me/push-subscriptions/{id}", Policy::change(every_role),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> PushRoutes::list(Call call) {
    auto read = [actor = call.actor, box = box_, settings = settings_,
                 now = clock_->now()](db::Transaction& transaction) -> Result<List> {
        auto found = List{subscriptions::of_user(transaction, actor.account, actor.user, now)};
        auto const key = desk::find_push_key(transaction, actor.account, *box, settings);
        if (!key) { return key.error(); }
        if (*key) { found.public_key = to_base64url((*key)->public_key); }
        return found;
    };
    auto const found = co_await database_->run(call.actor.account.value, std::move(read));
    if (!found) { co_return found.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& each : found->items) {
        answer["items"].push_back(wire::to_json(each, call.actor.session));
    }
    if (!found->public_key.empty()) { answer["public_key"] = found->public_key; }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> PushRoutes::add(Call call) {
    auto wanted = wanted_in(call.request, allow_origins_);
    if (!wanted) { co_return wanted.error(); }
    if (!settings_.is_on()) { co_return is_off(); }
    auto write = [actor = call.actor, wanted = std::move(*wanted), box = box_, now = clock_->now()](
                     db::Transaction& transaction) { return keep(transaction, actor, wanted, *box, now); };
    auto const kept = co_await database_->run(call.actor.account.value, std::move(write));
    if (!kept) { co_return kept.error(); }
    co_return json_response(201, wire::to_json(*kept, call.actor.session));
}

Task<Result<http::Response>> PushRoutes::remove(Call call) {
    auto const id = call.id<PushSubscription>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<void> {
        if (subscriptions::remove(transaction, actor.account, actor.user, id)) { return {}; }
        return Error{ErrorCode::not_found, "there is no such subscription"};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
