// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (2026-05-15)
#include "sandbox/whatsapp/errors.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <array>

namespace balie::sandbox::whatsapp {
namespace {

constexpr auto trace_bytes = std::size_t{12};

struct Known {
    int code;
    int status;
    char const* title;
    char const* details;
};

constexpr auto known = std::array{
    Known{1, 500, "API Unknown", "An unknown error occurred"},
    Known{2, 503, "API Service", "Temporary issue due to downtime"},
    Known{4, 400, "Application request limit reached", "The app has reached its API call rate limit"},
    Known{100, 400, "Invalid parameter",
          "The request included one or more unsupported or misspelled parameters"},
    Known{190, 401, "Access token has expired", "Your access token is invalid or has expired"},
    Known{368, 403, "Temporarily blocked for policies violations",
          "The account is restricted for violating a policy"},
    Known{80007, 400, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit"},
    Known{130429, 400, "Rate limit hit", "Cloud API message throughput has been reached"},
    Known{130472, 400, "User's number is part of an experiment",
          "Message was not sent as part of an experiment"},
    Known{131000, 500, "Something went wrong", "Message failed to send due to an unknown error"},
    Known{131008, 400, "Required parameter is missing", "The request is missing a required parameter"},
    Known{131016, 503, "Service unavailable", "A service is temporarily unavailable"},
    Known{131026, 400, "Message undeliverable", "Unable to deliver message to this recipient"},
    Known{131047, 400, "Re-engagement message",
          "Message failed to send because more than 24 hours have passed since the customer last replied to "
          "this number."},
    Known{131048, 400, "Spam rate limit hit",
          "There are restrictions on how many messages can be sent from this number"},
    Known{131049, 400, "Meta chose not to deliver", "Not delivered to maintain healthy ecosystem engagement"},
    Known{131050, 400, "Unable to deliver the message",
          "The recipient has stopped marketing messages from this business"},
    Known{131053, 400, "Media upload error", "Unable to upload the media used in the message"},
    Known{131056, 400, "Pair rate limit hit",
          "Too many messages from this number to the same recipient in a short time"},
    Known{132000, 400, "Template Param Count Mismatch",
          "The number of parameters does not match the template"},
    Known{132001, 404, "Template does not exist",
          "The template does not exist in the language, or is not approved"},
    Known{133016, 400, "Account register deregister rate limit exceeded",
          "Too many attempts for this number"},
};

Known const& row(int code) {
    auto const found =
        std::find_if(known.begin(), known.end(), [&](Known const& one) { return one.code == code; });
    return found == known.end() ? known.front() : *found;
}

}  // namespace

http::Response refusal(int code, std::string const& details) {
    auto const& entry = row(code);
    auto error = Json{{"message", "(#" + std::to_string(code) + ") " + entry.title},
                      {"type", "OAuthException"},
                      {"code", code},
                      {"fbtrace_id", "A" + to_base64url(random_bytes(trace_bytes))}};
    error["error_data"] = {{"messaging_product", "whatsapp"},
                           {"details", details.empty() ? entry.details : details}};
    return {entry.status, "application/json; charset=UTF-8", plain_text({{"error", std::move(error)}})};
}

Json status_errors(int code) {
    auto const& entry = row(code);
    return Json::array(
        {{{"code", code},
          {"title", entry.title},
          {"message", entry.title},
          {"error_data", {{"details", entry.details}}},
          {"href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}}});
}

}  // namespace balie::sandbox::whatsapp
