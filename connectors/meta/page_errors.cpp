// https://developers.facebook.com/docs/messenger-platform/error-codes (2026-03-18)
#include <connectors/meta/page_errors.hpp>

#include <array>

namespace balie::connectors::meta {
namespace {

using std::chrono::seconds;

constexpr auto any_time = seconds{0};

constexpr auto rows = std::to_array<CodeTreatment>({
    // The token is good, only this message is not: a subcode tells it from a missing permission.
    {10, 10, Verdict::window_closed, any_time, 2'018'278},  // the reply window is closed (Messenger)
    {10, 10, Verdict::window_closed, any_time, 2'534'022},  // the reply window is closed (Instagram)
    {10, 10, Verdict::window_closed, any_time, 2'018'065},  // the same, in older answers
    {10, 10, Verdict::rejected, any_time, 2'018'108},       // this customer takes no messages now
    {200, 200, Verdict::rejected, any_time, 1'545'041},     // this customer is not available
    {200, 200, Verdict::rejected, any_time, 2'018'108},     // this customer takes no messages now
    {551, 551, Verdict::rejected},                          // this customer is not available
    {-1, -1, Verdict::retry},                               // an error inside Meta
    {1'200, 1'200, Verdict::retry},                         // temporary, says Meta
    {80'001, 80'002, Verdict::retry, seconds{60}},          // too many calls for the page or account
    {80'006, 80'006, Verdict::retry, seconds{60}},          // too many messages
    {10'900, 10'903, Verdict::rejected},                    // already answered in private, or too late for it
});

}  // namespace

std::span<CodeTreatment const> page_error_rows() noexcept { return rows; }

}  // namespace balie::connectors::meta
