// A platform whose answers are written down beforehand; it remembers what it was asked.
#pragma once

#include <balie/base/http_client.hpp>

#include <deque>
#include <string>
#include <vector>

namespace balie::test {

class ScriptedHttpClient final : public HttpClient {
public:
    using Answer = boost::system::result<HttpAnswer, CallFailure>;

    // Answers are given in this order; a call too many fails before its first byte.
    void will_answer(int status, std::string body, Headers headers = {});
    void will_fail(CallStage stage, bool refused = false, bool too_large = false);

    Task<Answer> call(HttpCall call) override;

    std::vector<HttpCall> const& calls() const { return calls_; }

private:
    std::deque<Answer> answers_;
    std::vector<HttpCall> calls_;
};

}  // namespace balie::test
