// The error's own code decides; the HTTP status is asked only when there is none that we know.
#include <connectors/meta/outcome.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/platform/outcome.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto words_max = std::size_t{500};

// "(#131026) Message undeliverable": the code is shown by itself.
std::string_view without_code(std::string_view message) {
    if (!message.starts_with("(#")) { return message; }
    auto const end = message.find(')');
    return end == std::string_view::npos ? message : trimmed(message.substr(end + 1));
}

// A gateway that gave up waiting (504) has passed the request on: it may have been taken.
Treatment treatment_of_status(int status, bool has_error) {
    if (status == 504 && !has_error) { return {Verdict::uncertain}; }
    if (status == 408 || status == 425 || status == 429 || status >= 500) { return {Verdict::retry}; }
    if (status == 401 || status == 403) { return {Verdict::reauthorize}; }
    return {Verdict::rejected};
}

Treatment judged(HttpAnswer const& answer, std::optional<GraphError> const& error,
                 std::span<CodeTreatment const> channel_rows) {
    if (error && error->code) {
        if (auto const known = treatment_of(*error->code, channel_rows, error->subcode.value_or(0))) {
            return *known;
        }
    }
    if (error && error->is_transient) { return {Verdict::retry}; }
    return treatment_of_status(answer.status, error.has_value());
}

}  // namespace

std::optional<GraphError> graph_error(std::string_view body) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const stated = root == nullptr ? nullptr : json::object_in(*root, "error");
    if (stated == nullptr) { return std::nullopt; }
    auto error = GraphError{};
    error.code = json::integer(*stated, "code");
    error.subcode = json::integer(*stated, "error_subcode");
    error.title = first_characters(without_code(json::text(*stated, "message")), words_max);
    error.is_transient = json::is_true(*stated, "is_transient");
    auto const* const extra = json::object_in(*stated, "error_data");
    error.detail = extra == nullptr ? json::text(*stated, "error_user_msg") : json::text(*extra, "details");
    error.detail = first_characters(error.detail, words_max);
    return error;
}

bool is_refusal(HttpAnswer const& answer) {
    return answer.status < 200 || answer.status > 299 || graph_error(answer.body).has_value();
}

SendOutcome refused(HttpAnswer const& answer, std::span<CodeTreatment const> channel_rows) {
    auto const error = graph_error(answer.body);
    auto const treatment = judged(answer, error, channel_rows);
    auto outcome = SendOutcome{};
    outcome.verdict = treatment.verdict;
    outcome.code =
        error && error->code ? std::to_string(*error->code) : "http_" + std::to_string(answer.status);
    outcome.reason =
        error ? error->title : "The platform answered with HTTP " + std::to_string(answer.status);
    outcome.detail = error ? error->detail : std::string{};
    if (outcome.verdict == Verdict::retry) {
        auto const stated = platform::stated_wait(answer);
        outcome.retry_after = stated ? stated : treatment.retry_after;
    }
    return outcome;
}

SendOutcome outcome_of(Answer const& answer, std::string_view id_key,
                       std::span<CodeTreatment const> channel_rows) {
    if (!answer) { return failed(answer.error()); }
    if (is_refusal(*answer)) { return refused(*answer, channel_rows); }
    auto outcome = SendOutcome{};
    outcome.external_id = stated_id(answer->body, id_key);
    if (!outcome.external_id.empty()) {
        outcome.verdict = Verdict::accepted;
        return outcome;
    }
    outcome.code = "unreadable_answer";
    outcome.reason = "The platform's answer could not be read";
    return outcome;
}

std::string stated_id(std::string_view body, std::string_view key) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? std::string{} : json::word(*root, key);
}

namespace {

// What is gone is answered with 400, code 100 and this subcode, and only at times with 404.
// https://developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11)
constexpr auto invalid_parameter = std::int64_t{100};
constexpr auto no_such_object = std::int64_t{33};

bool is_gone(HttpAnswer const& answer) {
    if (answer.status == 404) { return true; }
    auto const error = graph_error(answer.body);
    return error && error->code == invalid_parameter && error->subcode == no_such_object;
}

}  // namespace

Result<void> done(Answer const& answer, std::span<CodeTreatment const> channel_rows) {
    if (!answer) { return Error{ErrorCode::unavailable, answer.error().detail}; }
    if (!is_refusal(*answer)) { return {}; }
    auto const outcome = refused(*answer, channel_rows);
    auto const code = is_gone(*answer)                          ? ErrorCode::not_found
                      : outcome.verdict == Verdict::reauthorize ? ErrorCode::forbidden
                      : outcome.verdict == Verdict::rejected || outcome.verdict == Verdict::window_closed
                          ? ErrorCode::unprocessable
                          : ErrorCode::unavailable;
    return Error{code, outcome.reason, outcome.code};
}

SendOutcome never(std::string code, std::string reason) {
    return platform::never(std::move(code), std::move(reason));
}

SendOutcome without_token() {
    auto outcome = never("no_access_token", "The inbox has no access token");
    outcome.verdict = Verdict::reauthorize;
    return outcome;
}

SendOutcome failed(CallFailure const& failure) {
    auto outcome = platform::failed(failure);
    outcome.detail = failure.detail;
    return outcome;
}

}  // namespace balie::connectors::meta
