// A gateway that gave up waiting (504) has passed the request on.
#include <connectors/platform/outcome.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <charconv>

namespace balie::connectors::platform {
namespace {

constexpr auto retry_after_max = std::chrono::seconds{86'400};

SendOutcome outcome(Verdict verdict, std::string code, std::string reason) {
    auto made = SendOutcome{};
    made.verdict = verdict;
    made.code = std::move(code);
    made.reason = std::move(reason);
    return made;
}

}  // namespace

std::string base_of(Secrets const& secrets, std::string_view platform_base) {
    auto base = secrets["api_base"].empty() ? platform_base : secrets["api_base"];
    while (base.ends_with('/')) { base.remove_suffix(1); }
    return std::string{base};
}

SendOutcome failed(CallFailure const& failure) {
    if (failure.refused) {
        return outcome(Verdict::rejected, "address_refused",
                       "The address of the platform is not one that may be called");
    }
    if (failure.stage == CallStage::before_first_byte) {
        return outcome(Verdict::retry, "unreachable", "The platform could not be reached");
    }
    return outcome(Verdict::uncertain, "no_answer", "The platform did not answer");
}

SendOutcome never(std::string code, std::string reason) {
    return outcome(Verdict::rejected, std::move(code), std::move(reason));
}

SendOutcome needs_token(std::string code, std::string reason) {
    return outcome(Verdict::reauthorize, std::move(code), std::move(reason));
}

SendOutcome not_sent(SendOutcome made) {
    if (made.verdict == Verdict::uncertain) { made.verdict = Verdict::retry; }
    return made;
}

Verdict verdict_of_status(int status) noexcept {
    if (status == 504) { return Verdict::uncertain; }
    if (status == 408 || status == 425 || status == 429 || status >= 500) { return Verdict::retry; }
    return status == 401 ? Verdict::reauthorize : Verdict::rejected;
}

std::optional<std::chrono::seconds> stated_wait(HttpAnswer const& answer) {
    auto const text = trimmed(header(answer.headers, "Retry-After"));
    auto count = std::int64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || count < 0) {
        return std::nullopt;
    }
    return std::min(std::chrono::seconds{count}, retry_after_max);
}

Error fetch_error(CallFailure const& failure) {
    if (failure.too_large) { return {ErrorCode::too_large, "the file is larger than allowed"}; }
    if (failure.refused) {
        return {ErrorCode::unprocessable, "the file's address is not one that may be called",
                "address_refused"};
    }
    return {ErrorCode::unavailable, "the platform could not be reached"};
}

Error status_error(int status) {
    auto detail = "the platform answered with HTTP " + std::to_string(status);
    if (status == 404 || status == 410) { return {ErrorCode::not_found, std::move(detail)}; }
    if (status == 401 || status == 403) { return {ErrorCode::forbidden, std::move(detail)}; }
    auto const is_final = status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
    return {is_final ? ErrorCode::unprocessable : ErrorCode::unavailable, std::move(detail)};
}

}  // namespace balie::connectors::platform
