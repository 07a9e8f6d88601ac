// Bodies go to the file that a call names, as the real client does it.
#include "scripted_http_client.hpp"

#include <fstream>

namespace balie::test {

void ScriptedHttpClient::will_answer(int status, std::string body, Headers headers) {
    auto answer = HttpAnswer{};
    answer.status = status;
    answer.headers = std::move(headers);
    answer.body = std::move(body);
    answers_.emplace_back(std::move(answer));
}

void ScriptedHttpClient::will_fail(CallStage stage, bool refused, bool too_large) {
    auto failure = CallFailure{};
    failure.stage = stage;
    failure.detail = "scripted failure";
    failure.refused = refused;
    failure.too_large = too_large;
    answers_.emplace_back(std::move(failure));
}

Task<ScriptedHttpClient::Answer> ScriptedHttpClient::call(HttpCall call) {
    calls_.push_back(call);
    if (answers_.empty()) {
        auto failure = CallFailure{};
        failure.detail = "nothing more is scripted";
        co_return Answer{std::move(failure)};
    }
    auto answer = std::move(answers_.front());
    answers_.pop_front();
    if (answer && !call.save_to.empty()) {
        std::ofstream{call.save_to, std::ios::binary} << answer->body;
        answer->body.clear();
    }
    co_return answer;
}

}  // namespace balie::test
