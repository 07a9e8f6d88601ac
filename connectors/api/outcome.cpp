// A repetition bears the same webhook-id, and the scheme makes receivers know it again: so a call that nobody answered
// is repeated here, where a platform's would stay in doubt (README.md).
#include <connectors/api/outcome.hpp>

#include <connectors/platform/outcome.hpp>

namespace balie::connectors::api {
namespace {

Verdict verdict_of(int status) noexcept {
    if (status == 408 || status == 409 || status == 425 || status == 429 || status >= 500) {
        return Verdict::retry;
    }
    // Something is wrong with the address or with the secret: no message would fare better than this one.
    auto const is_about_endpoint =
        status < 400 || status == 401 || status == 403 || status == 404 || status == 405 || status == 410;
    return is_about_endpoint ? Verdict::reauthorize : Verdict::rejected;
}

}  // namespace

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer, std::string id) {
    if (!answer) {
        auto failed = platform::failed(answer.error());
        if (failed.verdict == Verdict::uncertain) { failed.verdict = Verdict::retry; }
        failed.reason = failed.code == "address_refused" ? "The endpoint's address may not be called"
                                                         : "The endpoint could not be reached";
        return failed;
    }
    auto outcome = SendOutcome{};
    if (answer->status >= 200 && answer->status < 300) {
        outcome.verdict = Verdict::accepted;
        outcome.external_id = std::move(id);
        return outcome;
    }
    outcome.verdict = verdict_of(answer->status);
    outcome.code = std::to_string(answer->status);
    outcome.reason = "The endpoint answered with HTTP " + outcome.code;
    if (outcome.verdict == Verdict::retry) { outcome.retry_after = platform::stated_wait(*answer); }
    return outcome;
}

}  // namespace balie::connectors::api
