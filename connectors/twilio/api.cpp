// https://www.twilio.com/docs/api/errors (read 2026-11)
#include <connectors/twilio/api.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/json/reading.hpp>

#include <array>

namespace balie::connectors::twilio {
namespace {

using std::chrono::seconds;

constexpr auto default_base = std::string_view{"https://api.twilio.com"};

constexpr auto rows = std::to_array<sms::CodeTreatment>({
    {11'200, 11'200, Verdict::retry, seconds{60}},  // our file did not come: the next try has a new address
    {11'751, 11'751, Verdict::rejected},            // the files are too large
    {12'300, 12'300, Verdict::rejected},            // a type of file that it does not take
    {20'003, 20'003, Verdict::reauthorize},         // the account or its token is not good
    {20'005, 20'006, Verdict::reauthorize},         // the account is closed, or may not do this
    {20'429, 20'429, Verdict::retry, seconds{2}},   // too many calls
    {20'500, 20'503, Verdict::retry},               // Twilio's own troubles
    {21'211, 21'211, Verdict::rejected},            // no such number
    {21'408, 21'408, Verdict::rejected},            // not to this country
    {21'606, 21'606, Verdict::reauthorize},         // our number cannot send
    {21'608, 21'608, Verdict::rejected},            // a trial account sends to verified numbers only
    {21'610, 21'610, Verdict::rejected},            // the customer has opted out
    {21'611, 21'611, Verdict::retry, seconds{60}},  // the queue of our number is full
    {21'612, 21'614, Verdict::rejected},            // cannot be routed, or is no mobile telephone
    {21'617, 21'617, Verdict::rejected},            // the text is too long
    {21'619, 21'620, Verdict::rejected},            // nothing to send; an address of a file that is none
    {21'623, 21'623, Verdict::rejected},            // too many files
    {30'001, 30'001, Verdict::retry, seconds{60}},  // the queue is full
    {30'002, 30'002, Verdict::reauthorize},         // the account is suspended
    {30'003, 30'008, Verdict::rejected},            // unreachable, blocked, unknown, landline, filtered
    {30'019, 30'019, Verdict::rejected},            // larger than the operator takes
    {63'016, 63'016, Verdict::window_closed},       // WhatsApp: the reply window is closed
    {63'017, 63'018, Verdict::retry, seconds{60}},  // WhatsApp: too fast
    {63'019, 63'019, Verdict::retry, seconds{60}},  // WhatsApp: our file did not come
    {63'021, 63'021, Verdict::rejected},            // WhatsApp: it does not take this content
});

}  // namespace

std::string api_base(Secrets const& secrets) {
    auto base = secrets["api_base"].empty() ? default_base : secrets["api_base"];
    while (base.ends_with('/')) { base.remove_suffix(1); }
    return std::string{base};
}

std::string account_url(Secrets const& secrets, std::string_view path) {
    return api_base(secrets) + "/2010-04-01/Accounts/" + percent_encode(secrets["account_sid"]) +
           std::string{path};
}

std::string basic_authorization(Secrets const& secrets) {
    return "Basic " +
           to_base64(std::string{secrets["account_sid"]} + ':' + std::string{secrets["auth_token"]});
}

HttpCall api_call(std::string method, std::string url, Secrets const& secrets) {
    auto call = HttpCall{std::move(method), std::move(url)};
    call.headers = {{"Authorization", basic_authorization(secrets)}, {"User-Agent", "Balie/1.0.0"}};
    return call;
}

sms::StatedError stated_error(std::string_view body) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto error = sms::StatedError{};
    if (root == nullptr) { return error; }
    error.code = json::integer(*root, "code");
    error.title = json::text(*root, "message");
    error.detail = json::text(*root, "more_info");
    return error;
}

std::span<sms::CodeTreatment const> error_rows() noexcept { return rows; }

}  // namespace balie::connectors::twilio
