// https://core.telegram.org/bots/api#setwebhook (read 2026-11)
#include <connectors/telegram/faces.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/telegram/api.hpp>
#include <connectors/telegram/chat.hpp>

namespace balie::connectors::telegram {
namespace {

constexpr auto signal_timeout = std::chrono::seconds{5};

// All that the dialect reads. Reactions come only when they are asked for.
constexpr auto allowed_updates =
    R"(["message","edited_message","callback_query","my_chat_member","message_reaction","business_connection",)"
    R"("business_message","edited_business_message","deleted_business_messages"])";

Result<void> done(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    if (!answer) { return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    if (!is_ok(json::Document{answer->body})) { return api_error(*answer); }
    return {};
}

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

HealthCheck token_check(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const bot = result_of(document);
    if (!is_ok(document) || bot == nullptr) {
        auto const refusal = refused(answer);
        auto const is_token = refusal.verdict == Verdict::reauthorize;
        return check(is_token ? "token" : "account", false, refusal.reason);
    }
    return check("token", true, '@' + json::name_in(*bot, "username"));
}

// The address itself is not repeated: it is a secret of the inbox's path.
HealthCheck webhook_check(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const info = result_of(document);
    if (!is_ok(document) || info == nullptr) {
        return check("webhook_subscription", false, refused(answer).reason);
    }
    if (json::view(*info, "url").empty()) {
        return check("webhook_subscription", false, "no webhook is set for the bot");
    }
    auto const pending = json::integer(*info, "pending_update_count").value_or(0);
    auto const fault = json::name_in(*info, "last_error_message");
    auto const is_stuck = !fault.empty() && pending > 0;
    return check("webhook_subscription", !is_stuck,
                 is_stuck ? std::to_string(pending) + " updates wait: " + fault : std::string{});
}

}  // namespace

Task<Result<void>> Typing::mark_read(LastInbound, Secrets) { co_return Result<void>{}; }

Task<Result<void>> Typing::typing(LastInbound last, Secrets secrets) {
    auto const name = MessageName::read(last.external_id);
    // A press of a button names no chat.
    if (!name) { co_return Result<void>{}; }
    auto body = json::ObjectWriter{};
    body.text("chat_id", name->chat).text_if_any("business_connection_id", name->connection);
    auto call = api_call("sendChatAction", body.text("action", "typing").take(), secrets);
    call.timeout = signal_timeout;
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer);
}

Task<Result<void>> Webhook::subscribe(std::string webhook_url, Secrets secrets) {
    auto body = json::ObjectWriter{};
    body.text("url", webhook_url).text("secret_token", secrets["secret_token"]);
    body.json("allowed_updates", allowed_updates);
    auto call = api_call("setWebhook", body.take(), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer);
}

Task<Result<std::vector<HealthCheck>>> BotHealth::health(Secrets secrets) {
    auto checks = std::vector<HealthCheck>{};
    auto me = api_call("getMe", {}, secrets);
    auto const bot = co_await http_.call(std::move(me));
    if (!bot) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    checks.push_back(token_check(*bot));
    auto info = api_call("getWebhookInfo", {}, secrets);
    auto const webhook = co_await http_.call(std::move(info));
    if (!webhook) { co_return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    checks.push_back(webhook_check(*webhook));
    co_return checks;
}

}  // namespace balie::connectors::telegram
