// The platform's own code decides; the HTTP status is asked only when there is none that we know.
#include <connectors/sms/outcome.hpp>

#include <balie/base/text.hpp>
#include <connectors/platform/outcome.hpp>

#include <algorithm>

namespace balie::connectors::sms {
namespace {

constexpr auto words_max = std::size_t{500};

// A gateway that gave up waiting (504) has passed the request on: it may have been taken.
Verdict verdict_of_status(int status, bool has_error) {
    if (status >= 200 && status <= 299) { return Verdict::rejected; }
    if (status == 504 && !has_error) { return Verdict::uncertain; }
    if (status == 408 || status == 425 || status == 429 || status >= 500) { return Verdict::retry; }
    if (status == 401 || status == 403) { return Verdict::reauthorize; }
    return Verdict::rejected;
}

// What stands in a body that has no error of the platform's form, for whoever looks into it: one line of it.
std::string said_in(std::string_view body) {
    auto words = std::string{trimmed(storable(first_characters(body, words_max)))};
    std::replace_if(
        words.begin(), words.end(), [](char letter) { return letter == '\r' || letter == '\n'; }, ' ');
    return words;
}

SendOutcome made(Verdict verdict, std::string code, std::string reason) {
    auto outcome = SendOutcome{};
    outcome.verdict = verdict;
    outcome.code = std::move(code);
    outcome.reason = std::move(reason);
    return outcome;
}

}  // namespace

SendOutcome refused(HttpAnswer const& answer, StatedError const& error, std::span<CodeTreatment const> rows) {
    auto const status = std::to_string(answer.status);
    auto const code = error.code ? std::to_string(*error.code) : "http_" + status;
    auto const title = error.title.empty() ? "The platform answered with HTTP " + status : error.title;
    auto outcome = made(verdict_of_status(answer.status, error.code.has_value()), code,
                        first_characters(title, words_max));
    auto const says_nothing = error.title.empty() && error.detail.empty();
    outcome.detail = first_characters(says_nothing ? said_in(answer.body) : error.detail, words_max);
    auto const row = std::find_if(rows.begin(), rows.end(), [&error](auto const& one) {
        return error.code && *error.code >= one.first && *error.code <= one.last;
    });
    if (row != rows.end()) { outcome.verdict = row->verdict; }
    if (outcome.verdict == Verdict::retry) {
        outcome.retry_after = platform::stated_wait(answer);
        if (!outcome.retry_after && row != rows.end() && row->retry_after.count() > 0) {
            outcome.retry_after = row->retry_after;
        }
    }
    return outcome;
}

SendOutcome failed(CallFailure const& failure) {
    auto outcome = platform::failed(failure);
    outcome.detail = failure.detail;
    return outcome;
}

SendOutcome accepted(std::string external_id) {
    auto outcome = made(Verdict::accepted, {}, {});
    outcome.external_id = std::move(external_id);
    return outcome;
}

SendOutcome never(std::string code, std::string reason) {
    return platform::never(std::move(code), std::move(reason));
}

SendOutcome without_credentials(std::string reason) {
    return made(Verdict::reauthorize, "no_access_token", std::move(reason));
}

SendOutcome unreadable_answer() {
    return made(Verdict::uncertain, "unreadable_answer", "The platform's answer could not be read");
}

bool is_success(HttpAnswer const& answer) noexcept { return answer.status >= 200 && answer.status <= 299; }

std::optional<SendOutcome> unsendable(OutboundMessage const& message, std::size_t files_max) {
    if (message.recipient.empty()) { return never("no_address", "The customer has no address here"); }
    if (message.reaction) { return never("reaction_unsupported", "This channel has no reactions"); }
    if (message.template_) { return never("template_unsupported", "Templates are not sent here"); }
    if (!message.attachments.empty() && files_max == 0) {
        return never("attachment_unsupported", "Files cannot be sent from this inbox");
    }
    if (message.attachments.size() > files_max) {
        return never("too_many_attachments", "This inbox takes fewer files in one message");
    }
    auto const is_kept_from = [](OutboundAttachment const& file) { return file.url.empty(); };
    if (std::any_of(message.attachments.begin(), message.attachments.end(), is_kept_from)) {
        return never("no_public_address",
                     "The platform cannot fetch the file: this desk has no public address");
    }
    if (message.text.empty() && message.attachments.empty()) {
        return never("no_text", "The message has no text");
    }
    return std::nullopt;
}

}  // namespace balie::connectors::sms
