#include <connectors/messagebird/faces.hpp>

#include <connectors/messagebird/api.hpp>
#include <connectors/sms/file.hpp>

namespace balie::connectors::messagebird {
namespace {

// The key goes to MessageBird and Bird and to nobody else, whatever address a webhook names.
std::string authorization_for(std::string_view url, Secrets const& secrets) {
    auto const is_own =
        !secrets["api_base"].empty() && sms::origin_of(url) == sms::origin_of(secrets["api_base"]);
    auto const is_theirs = sms::is_below(url, "messagebird.com") || sms::is_below(url, "bird.com");
    return is_own || is_theirs ? authorization(secrets) : std::string{};
}

HealthCheck check(std::string name, bool ok, std::string detail) {
    auto made = HealthCheck{};
    made.name = std::move(name);
    made.ok = ok;
    made.detail = std::move(detail);
    return made;
}

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    auto key = authorization_for(attachment.url, secrets);
    co_return co_await sms::download(http_, std::move(attachment), std::move(key), std::move(to), bytes_max);
}

Task<Result<std::vector<HealthCheck>>> KeyHealth::health(Secrets secrets) {
    auto checks = std::vector<HealthCheck>{};
    auto call = health_call(secrets);
    if (!call) { co_return checks; }
    auto const answer = co_await http_.call(*std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, answer.error().detail}; }
    auto const is_good = sms::is_success(*answer);
    auto const outcome = outcome_of(answer);
    if (!is_good && (outcome.verdict == Verdict::retry || outcome.verdict == Verdict::uncertain)) {
        co_return Error{ErrorCode::unavailable, outcome.reason};
    }
    auto const is_token = is_good || outcome.verdict == Verdict::reauthorize;
    checks.push_back(
        check(is_token ? "token" : "account", is_good, is_good ? std::string{} : outcome.reason));
    co_return checks;
}

}  // namespace balie::connectors::messagebird
