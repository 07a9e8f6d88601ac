// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (2026-05-15)
#include <connectors/whatsapp/errors.hpp>

#include <array>

namespace balie::connectors::whatsapp {
namespace {

using std::chrono::seconds;

constexpr auto rows = std::to_array<meta::CodeTreatment>({
    // Too fast: later, and for some much later.
    {80'007, 80'007, Verdict::retry, seconds{60}},       // calls of the business account
    {130'429, 130'429, Verdict::retry, seconds{2}},      // messages a second of the number
    {131'048, 131'048, Verdict::retry, seconds{3'600}},  // too many were marked as spam: do not hammer
    {131'056, 131'056, Verdict::retry,
     seconds{4}},  // too many to this customer; Meta asks for 4^tries seconds
    {133'016, 133'016, Verdict::retry, seconds{3'600}},  // too many registrations
    // The platform's own troubles.
    {131'000, 131'000, Verdict::retry},
    {131'016, 131'016, Verdict::retry},
    {131'053, 131'053, Verdict::retry},  // it could not fetch or keep our file
    {133'000, 133'000, Verdict::retry},
    {133'004, 133'004, Verdict::retry},
    // Nothing leaves this inbox until somebody has looked after it.
    {131'005, 131'005, Verdict::reauthorize},  // access denied
    {131'031, 131'031, Verdict::reauthorize},  // the account is locked
    {131'037, 131'037, Verdict::reauthorize},  // the display name is not approved
    {131'042, 131'042, Verdict::reauthorize},  // payment
    {131'045, 131'045, Verdict::reauthorize},  // the number's certificate
    {131'057, 131'057, Verdict::reauthorize},  // the account is in maintenance
    {133'010, 133'010, Verdict::reauthorize},  // the number is not registered
    // This message will never be taken.
    {130'472, 130'472, Verdict::rejected},       // the customer is part of an experiment
    {130'497, 130'497, Verdict::rejected},       // not in this country
    {131'008, 131'009, Verdict::rejected},       // a parameter is missing or wrong
    {131'021, 131'021, Verdict::rejected},       // to oneself
    {131'026, 131'026, Verdict::rejected},       // undeliverable
    {131'047, 131'047, Verdict::window_closed},  // the reply window is closed
    {131'049, 131'049, Verdict::rejected},  // enough marketing for this customer: trying again makes it worse
    {131'050, 131'052,
     Verdict::rejected},  // stopped by the customer; a type that is not taken; a file that is gone
    {131'062, 131'062, Verdict::rejected},  // not to a business-scoped id
    {132'000, 132'999, Verdict::rejected},  // templates
    {135'000, 135'000, Verdict::rejected},
    {137'000, 137'000, Verdict::rejected},
});

}  // namespace

std::span<meta::CodeTreatment const> error_rows() noexcept { return rows; }

}  // namespace balie::connectors::whatsapp
