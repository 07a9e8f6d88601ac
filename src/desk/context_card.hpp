// The card of a customer: what the organisation's own system says of them, beside the conversation (a ticket, an order,
// a policy). We ask by a signed POST, so that nothing of the customer stands in an address or a log.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/contact.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::desk {

struct CardField {
    std::string label;
    std::string value;
    std::string url = {};  // http(s), or empty
};

struct ContextCard {
    std::string title;
    std::string url = {};
    std::vector<CardField> fields = {};
};

// Whom the card is about; the note of colleagues stays in the desk.
struct CardQuestion {
    Contact contact;
    std::vector<std::string> external_ids = {};
};

struct CardSource {
    std::string url;
    std::string secret;  // of Standard Webhooks: "whsec_" and base64
};

// {"title", "url"?, "fields": [{"label", "value", "url"?}]}: at most 50 fields, texts cut to what a panel can show,
// unknown names ignored. Error: unavailable with the reason bad_card for anything else.
Result<ContextCard> card_in(std::string_view answer);

// Asks once, for at most three seconds. Errors: not_found with the reason no_card when the system knows no such customer
// (404, 204); unavailable with the reason card_unavailable, and why.
Task<Result<ContextCard>> fetch_card(HttpClient& http, CardSource source, CardQuestion question, Time now);

}  // namespace balie::desk
