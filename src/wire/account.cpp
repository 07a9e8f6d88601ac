// Absent is absent: an ordinary account has no "demo", a token that was never used has no "used_at".
#include "wire/account.hpp"

#include <balie/base/time.hpp>

#include <nlohmann/json.hpp>

namespace balie::wire {

nlohmann::json to_json(Account const& account) {
    auto json = nlohmann::json{
        {"id", to_string(account.id)},      {"name", account.name},
        {"agents_see", account.agents_see}, {"reopen_within_days", account.reopen_within.count() / 24},
        {"locale", account.locale},         {"default_country", account.default_country},
        {"version", account.version},
    };
    if (account.demo) { json["demo"] = true; }
    if (account.has_context_card) { json["context_card"] = true; }
    if (account.push_shows_text) { json["push_shows_text"] = true; }
    return json;
}

nlohmann::json to_json(ApiToken const& token) {
    auto json = nlohmann::json{
        {"id", to_string(token.id)},
        {"name", token.name},
        {"created_at", to_rfc3339(token.created_at)},
    };
    if (token.used_at) { json["used_at"] = to_rfc3339(*token.used_at); }
    return json;
}

}  // namespace balie::wire
