// https://developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11)
#include <connectors/meta/treatment.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::meta {
namespace {

using std::chrono::seconds;

constexpr auto shared_rows = std::to_array<CodeTreatment>({
    {0, 0, Verdict::reauthorize},             // the token is not (or no longer) good
    {1, 2, Verdict::retry},                   // unknown, and temporarily down
    {3, 3, Verdict::reauthorize},             // the app may not do this
    {4, 4, Verdict::retry, seconds{60}},      // too many calls of the app
    {10, 10, Verdict::reauthorize},           // a permission is missing or was taken back
    {17, 17, Verdict::retry, seconds{60}},    // too many calls of the user
    {32, 32, Verdict::retry, seconds{60}},    // too many calls for the page
    {100, 100, Verdict::rejected},            // a parameter that the platform does not take
    {102, 102, Verdict::reauthorize},         // the session has ended
    {190, 190, Verdict::reauthorize},         // the token has expired or was revoked
    {200, 299, Verdict::reauthorize},         // permissions
    {341, 341, Verdict::retry, seconds{60}},  // an application limit
    {368, 368, Verdict::reauthorize},         // blocked for breaking a policy
    {613, 613, Verdict::retry, seconds{60}},  // too many calls of a kind
});

std::optional<Treatment> found_in(std::span<CodeTreatment const> rows, std::int64_t code,
                                  std::int64_t subcode) {
    auto const row = std::find_if(rows.begin(), rows.end(), [code, subcode](auto const& one) {
        return code >= one.first && code <= one.last && (one.subcode == 0 || one.subcode == subcode);
    });
    if (row == rows.end()) { return std::nullopt; }
    auto treatment = Treatment{row->verdict};
    if (row->retry_after.count() > 0) { treatment.retry_after = row->retry_after; }
    return treatment;
}

}  // namespace

std::optional<Treatment> treatment_of(std::int64_t code, std::span<CodeTreatment const> channel_rows,
                                      std::int64_t subcode) {
    auto const own = found_in(channel_rows, code, subcode);
    return own ? own : found_in(shared_rows, code, subcode);
}

}  // namespace balie::connectors::meta
