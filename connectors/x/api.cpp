// https://docs.x.com/x-api/fundamentals/response-codes-and-errors (2026-08)
#include <connectors/x/api.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/oauth.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace balie::connectors::x {
namespace {

constexpr auto user_agent = std::string_view{"Balie/1.0.0"};
constexpr auto nonce_bytes = std::size_t{16};
constexpr auto words_max = std::size_t{500};
constexpr auto wait_max = std::int64_t{86'400};

// Nothing of this inbox will go out until somebody mends the app or its plan.
constexpr auto app_problems = std::to_array<std::string_view>(
    {"/client-forbidden", "/unsupported-authentication", "/oauth1-permissions", "/usage-capped",
     "/client-not-enrolled", "/credits"});

std::int64_t now_in_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// The moment at which the platform counts anew.
std::optional<std::chrono::seconds> stated_wait(HttpAnswer const& answer) {
    auto const text = trimmed(header(answer.headers, "x-rate-limit-reset"));
    auto reset = std::int64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), reset);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return std::chrono::seconds{std::clamp(reset - now_in_seconds(), std::int64_t{1}, wait_max)};
}

struct Problem {
    std::string type;
    std::string title;
    std::string detail;
};

// A problem is the body itself, or the first of its errors.
Problem problem_of(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { return {}; }
    auto const* stated = root;
    auto const* const errors = json::array_in(*root, "errors");
    if (errors != nullptr && !errors->empty() && errors->front().is_object()) {
        stated = errors->front().if_object();
    }
    auto problem =
        Problem{json::text(*stated, "type"), json::text(*root, "title"), json::text(*root, "detail")};
    if (problem.title.empty()) { problem.title = json::text(*stated, "title"); }
    if (problem.detail.empty()) { problem.detail = json::text(*stated, "detail"); }
    if (problem.detail.empty()) { problem.detail = json::text(*stated, "message"); }
    problem.title = first_characters(problem.title, words_max);
    problem.detail = first_characters(problem.detail, words_max);
    return problem;
}

bool is_of_the_app(Problem const& problem) {
    return std::any_of(app_problems.begin(), app_problems.end(),
                       [&problem](auto const one) { return problem.type.find(one) != std::string::npos; });
}

}  // namespace

std::string api_url(Secrets const& secrets, std::initializer_list<std::string_view> segments) {
    auto url = platform::base_of(secrets, platform_base) + "/2";
    for (auto const segment : segments) { url += '/' + percent_encode(segment); }
    return url;
}

bool has_keys(Secrets const& secrets) noexcept {
    return !secrets["consumer_key"].empty() && !secrets["consumer_secret"].empty() &&
           !secrets["access_token"].empty() && !secrets["access_token_secret"].empty();
}

HttpCall api_call(std::string method, std::string url, Secrets const& secrets) {
    auto const keys = oauth::Keys{secrets["consumer_key"], secrets["consumer_secret"],
                                  secrets["access_token"], secrets["access_token_secret"]};
    auto proof = oauth::authorization(method, url, keys, to_hex(random_bytes(nonce_bytes)),
                                      std::to_string(now_in_seconds()));
    auto call = HttpCall{std::move(method), std::move(url)};
    call.headers = {{"Authorization", std::move(proof)}, {"User-Agent", std::string{user_agent}}};
    return call;
}

HttpCall api_json(std::string method, std::string url, std::string body, Secrets const& secrets) {
    auto call = api_call(std::move(method), std::move(url), secrets);
    call.headers.emplace_back("Content-Type", "application/json");
    call.body = std::move(body);
    return call;
}

std::string datum(HttpAnswer const& answer, std::string_view name) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const data = root == nullptr ? nullptr : json::object_in(*root, "data");
    return data == nullptr ? std::string{} : json::id_in(*data, name);
}

SendOutcome refused(HttpAnswer const& answer) {
    auto const problem = problem_of(answer);
    auto outcome = SendOutcome{};
    outcome.verdict = platform::verdict_of_status(answer.status);
    // 402: the app's credits are used up.
    if (answer.status == 402 || is_of_the_app(problem)) { outcome.verdict = Verdict::reauthorize; }
    outcome.code = "http_" + std::to_string(answer.status);
    outcome.reason = problem.title.empty()
                         ? "The platform answered with HTTP " + std::to_string(answer.status)
                         : problem.title;
    outcome.detail = problem.detail;
    // The header stands in every answer, and only in this one does it say when to come back.
    if (answer.status == 429) { outcome.retry_after = stated_wait(answer); }
    return outcome;
}

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer, std::string_view name) {
    if (!answer) { return platform::failed(answer.error()); }
    if (answer->status < 200 || answer->status > 299) { return refused(*answer); }
    auto outcome = SendOutcome{};
    outcome.external_id = datum(*answer, name);
    if (!outcome.external_id.empty()) {
        outcome.verdict = Verdict::accepted;
        return outcome;
    }
    auto const problem = problem_of(*answer);
    if (!problem.detail.empty() || !problem.title.empty()) {
        outcome = refused(*answer);
        outcome.verdict = Verdict::rejected;
        return outcome;
    }
    outcome.code = "unreadable_answer";
    outcome.reason = "The platform's answer could not be read";
    return outcome;
}

}  // namespace balie::connectors::x
