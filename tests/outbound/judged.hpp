// Calls by the real client to a judge, and what the judge thought of each.
#pragma once

#include "support/files.hpp"

#include <balie/channel/connector.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::test {

struct Judgement {
    std::string request;     // "POST /2/tweets"
    std::string fault = {};  // empty: as the description wants it
};

class JudgedHttpClient final : public HttpClient {
public:
    // `origin`: of the judge; nothing else can be called.
    explicit JudgedHttpClient(std::string const& origin);

    Task<boost::system::result<HttpAnswer, CallFailure>> call(HttpCall call) override;

    // Of all calls since the last time.
    std::vector<Judgement> take() { return std::exchange(judgements_, {}); }

private:
    std::string origin_;
    std::unique_ptr<HttpClient> real_;
    std::vector<Judgement> judgements_;
};

// The judge's address of that channel; empty when there is none (script/outbound starts them).
std::string judge_of(std::string_view channel);

}  // namespace balie::test
