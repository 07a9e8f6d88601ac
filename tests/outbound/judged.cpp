// Prism answers what it refuses with a problem of its own; every other answer is the platform's, as its description has it.
#include "outbound/judged.hpp"

#include "http/client.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace balie::test {
namespace {

constexpr auto problem_type = std::string_view{"https://stoplight.io/prism/errors#"};

std::string fault_in(HttpAnswer const& answer) {
    auto const violations = header(answer.headers, "sl-violations");
    if (!violations.empty()) { return std::string{violations}; }
    auto const problem = nlohmann::json::parse(answer.body, nullptr, false);
    if (!problem.is_object()) { return {}; }
    auto const type = problem.value("type", std::string{});
    if (!type.starts_with(problem_type)) { return {}; }
    auto fault = type.substr(problem_type.size());
    for (auto const& one : problem.value("validation", nlohmann::json::array())) {
        fault += ' ' + one.dump();
    }
    return fault;
}

// Where a description gives no example the judge makes up a word, and then refuses it itself: X's ids are digits, and
// work on a film comes to an end.
void give_sense(std::string& body) {
    constexpr auto words = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{R"("id":"string")", R"("id":"1146654567674912769")"},
         {R"("state":"string")", R"("state":"succeeded")"}});
    for (auto const& [word, sense] : words) {
        auto const at = body.find(word);
        if (at != std::string::npos) { body.replace(at, word.size(), sense); }
    }
}

http::ClientOptions only(std::string const& origin) {
    auto options = http::ClientOptions{};
    options.allow_origins = {origin};
    return options;
}

}  // namespace

JudgedHttpClient::JudgedHttpClient(std::string const& origin)
    : origin_(origin), real_(http::make_client(only(origin))) {}

Task<boost::system::result<HttpAnswer, CallFailure>> JudgedHttpClient::call(HttpCall call) {
    auto judgement =
        Judgement{call.method + ' ' + call.url.substr(std::min(origin_.size(), call.url.size()))};
    auto const is_signed = !header(call.headers, "Authorization").empty();
    auto answer = co_await real_->call(std::move(call));
    judgement.fault = answer ? fault_in(*answer) : "no answer: " + answer.error().detail;
    if (answer) { give_sense(answer->body); }
    if (!is_signed) { judgement.fault += " without Authorization"; }
    judgements_.push_back(std::move(judgement));
    co_return answer;
}

std::string judge_of(std::string_view channel) {
    auto name = "BALIE_JUDGE_" + std::string{channel};
    for (auto& letter : name) {
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    }
    auto const* const address = std::getenv(name.c_str());
    return address == nullptr ? std::string{} : std::string{address};
}

}  // namespace balie::test
