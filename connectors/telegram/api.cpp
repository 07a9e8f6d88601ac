// https://core.telegram.org/bots/api#making-requests (read 2026-11)
#include <connectors/telegram/api.hpp>

#include <balie/base/text.hpp>
#include <connectors/platform/outcome.hpp>

#include <algorithm>

namespace balie::connectors::telegram {
namespace {

constexpr auto platform_base = std::string_view{"https://api.telegram.org"};
constexpr auto user_agent = std::string_view{"Balie/1.0.0"};
constexpr auto words_max = std::size_t{500};
constexpr auto wait_max = std::int64_t{86'400};

// A token is digits, ":" and letters; what it is not supposed to hold cannot lead elsewhere.
std::string encoded_token(Secrets const& secrets) {
    auto token = percent_encode(secrets["bot_token"]);
    auto const colon = token.find("%3A");
    return colon == std::string::npos ? token : token.replace(colon, 3, ":");
}

std::optional<std::chrono::seconds> stated_wait(json::Object const& root) {
    auto const* const parameters = json::object_in(root, "parameters");
    auto const seconds = parameters == nullptr ? std::nullopt : json::integer(*parameters, "retry_after");
    if (!seconds) { return std::nullopt; }
    return std::chrono::seconds{std::clamp(*seconds, std::int64_t{1}, wait_max)};
}

}  // namespace

HttpCall api_call(std::string_view method, std::string body, Secrets const& secrets) {
    auto call = HttpCall{"POST", platform::base_of(secrets, platform_base) + "/bot" + encoded_token(secrets) +
                                     '/' + std::string{method}};
    call.headers = {{"User-Agent", std::string{user_agent}}};
    if (!body.empty()) { call.headers.emplace_back("Content-Type", "application/json"); }
    call.body = std::move(body);
    return call;
}

std::string file_url(std::string_view path, Secrets const& secrets) {
    auto url = platform::base_of(secrets, platform_base) + "/file/bot" + encoded_token(secrets);
    while (!path.empty()) {
        auto const mark = std::min(path.find('/'), path.size());
        url += '/' + percent_encode(path.substr(0, mark));
        path.remove_prefix(std::min(mark + 1, path.size()));
    }
    return url;
}

bool is_ok(json::Document const& document) {
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root != nullptr && json::is_true(*root, "ok");
}

json::Object const* result_of(json::Document const& document) {
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? nullptr : json::object_in(*root, "result");
}

SendOutcome refused(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const stated = root == nullptr ? std::nullopt : json::integer(*root, "error_code");
    // An answer of 200 that says no carries the status inside.
    auto const status = stated && *stated >= 400 && *stated < 600 ? static_cast<int>(*stated) : answer.status;
    auto outcome = SendOutcome{};
    outcome.verdict = platform::verdict_of_status(status);
    // 404 is what an unknown token gets: the address itself does not exist.
    if (status == 404) { outcome.verdict = Verdict::reauthorize; }
    outcome.code = std::to_string(status);
    auto const words = root == nullptr ? std::string{} : json::text(*root, "description");
    outcome.reason = words.empty() ? "The platform answered with HTTP " + std::to_string(status)
                                   : first_characters(words, words_max);
    if (root != nullptr && outcome.verdict == Verdict::retry) { outcome.retry_after = stated_wait(*root); }
    return outcome;
}

Error api_error(HttpAnswer const& answer) {
    auto const outcome = refused(answer);
    if (outcome.verdict == Verdict::reauthorize) {
        return {ErrorCode::forbidden, outcome.reason, outcome.code};
    }
    auto const is_final = outcome.verdict == Verdict::rejected;
    return {is_final ? ErrorCode::not_found : ErrorCode::unavailable, outcome.reason, outcome.code};
}

}  // namespace balie::connectors::telegram
