// The webhook's id is the reply's: whoever gets it twice knows it again.
#include "client/push_message.hpp"

#include <balie/base/standard_webhook.hpp>

#include <nlohmann/json.hpp>

namespace balie::client {
namespace {

using nlohmann::json;

json contact_json(store::client_pushes::Push const& push) {
    auto contact = json{{"name", push.name}};
    if (!push.external_id.empty()) { contact["external_id"] = push.external_id; }
    return contact;
}

}  // namespace

HttpCall push_call(store::client_pushes::Push const& push, InboxId inbox, Secrets const& settings, Time now) {
    auto const data = json{{"id", to_string(push.message)},
                           {"conversation_id", to_string(push.conversation)},
                           {"inbox_id", to_string(inbox)},
                           {"contact", contact_json(push)},
                           {"text", push.text},
                           {"attachment_count", push.attachments},
                           {"created_at", to_rfc3339(push.created_at)}};
    auto const body = json{{"type", "message.created"}, {"timestamp", to_rfc3339(now)}, {"data", data}};
    auto call = HttpCall{"POST", std::string{settings["push_url"]}};
    call.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    auto const key = standard_webhook_key(settings["push_secret"]).value_or(std::string{});
    call.headers = sign_standard_webhook(key, "push_" + to_string(push.message), now, call.body);
    call.headers.emplace_back("Content-Type", "application/json");
    return call;
}

SendOutcome push_outcome(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    auto outcome = SendOutcome{};
    if (!answer) {
        outcome.verdict = answer.error().refused ? Verdict::rejected : Verdict::retry;
        outcome.code = answer.error().refused ? "address_refused" : "unreachable";
        return outcome;
    }
    outcome.code = std::to_string(answer->status);
    auto const is_taken = answer->status >= 200 && answer->status < 300;
    auto const is_gone = answer->status == 410 || answer->status == 400 || answer->status == 422;
    outcome.verdict = is_taken ? Verdict::accepted : is_gone ? Verdict::rejected : Verdict::retry;
    return outcome;
}

}  // namespace balie::client
