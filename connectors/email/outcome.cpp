#include <connectors/email/outcome.hpp>

namespace balie::connectors::email {
namespace {

constexpr auto permanent = 500;

SendOutcome outcome(Verdict verdict, std::string code, std::string reason) {
    auto made = SendOutcome{};
    made.verdict = verdict;
    made.code = std::move(code);
    made.reason = std::move(reason);
    return made;
}

SendOutcome refused(PostOutcome const& posted) {
    auto const code = posted.code == 0 ? std::string{} : std::to_string(posted.code);
    if (posted.is_refused_log_in && posted.code != 0 && posted.code < permanent) {
        return outcome(Verdict::retry, code, "The mail server is not ready for a log-in");
    }
    if (posted.is_refused_log_in) {
        return outcome(Verdict::reauthorize, code, "The mail server refuses the log-in");
    }
    if (posted.is_forbidden) {
        return outcome(Verdict::rejected, "forbidden_address",
                       "The mail server or the address is not one to send to");
    }
    if (posted.code >= permanent) {
        return outcome(Verdict::rejected, code, "The mail server refuses the mail");
    }
    if (posted.code != 0) { return outcome(Verdict::retry, code, "The mail server wants it later"); }
    if (posted.stage == PostStage::after_end) {
        return outcome(Verdict::uncertain, "no_answer",
                       "The mail server did not say whether it took the mail");
    }
    if (posted.stage == PostStage::not_written) {
        return outcome(Verdict::retry, "not_sent", "The mail could not be sent");
    }
    return outcome(Verdict::retry, "not_reachable", "The mail server cannot be reached");
}

// The customer has it; somebody who should have had a copy may not.
SendOutcome taken(PostOutcome const& posted) {
    if (posted.detail.empty()) { return outcome(Verdict::accepted, {}, {}); }
    return outcome(Verdict::accepted, "copies_refused", "Delivered, but a copy was refused");
}

}  // namespace

SendOutcome outcome_of(PostOutcome const& posted, std::string const& message_id) {
    auto made = posted.is_taken ? taken(posted) : refused(posted);
    if (made.verdict == Verdict::accepted || made.verdict == Verdict::uncertain) {
        made.external_id = message_id;
    }
    made.detail = posted.detail;
    return made;
}

SendOutcome outcome_of(Error const& error) {
    if (error.code == ErrorCode::unavailable) {
        return outcome(Verdict::retry, error.reason, "The provider gave no access token");
    }
    auto made =
        error.code == ErrorCode::unauthenticated
            ? outcome(Verdict::reauthorize, error.reason, "The provider refuses access to the mailbox")
            : outcome(Verdict::rejected, error.reason, "The provider's address is not one to call");
    made.detail = error.detail;
    return made;
}

SendOutcome no_mail_client() {
    return outcome(Verdict::retry, "no_mail_client", "This process sends no mail");
}

SendOutcome no_address() {
    return outcome(Verdict::rejected, "no_address", "The customer has no e-mail address here");
}

}  // namespace balie::connectors::email
