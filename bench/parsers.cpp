// Verifying and reading one webhook, for each connector: the payload is the most usual one of its tests. bench/parsers
// runs it and prints what each costs beside WhatsApp's.
#include "connectors/conformance.hpp"
#include "support/files.hpp"
#include "support/scripted_http_client.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <map>
#include <stdexcept>

namespace {

using namespace balie;
using namespace balie::test;

constexpr auto url = std::string_view{"https://desk.example.test/webhooks/channel/1"};

// Where a text from a customer is not the most usual.
std::string usual_payload(std::string const& name) {
    static auto const others = std::map<std::string, std::string>{{"facebook", "comments.json"},
                                                                  {"twilio", "text.form"},
                                                                  {"messagebird_classic", "text.form"},
                                                                  {"x", "reply_that_mentions.json"}};
    auto const found = others.find(name);
    return found == others.end() ? "text.json" : found->second;
}

std::string content_type(std::string const& file) {
    return file.ends_with(".json") ? "application/json" : "application/x-www-form-urlencoded";
}

void verify_and_read(benchmark::State& state, Subject const& subject) {
    auto http = ScriptedHttpClient{};
    auto const connector = subject.make(http);
    auto const file = usual_payload(subject.name);
    auto const body =
        bytes_of(payloads(subject.payloads.empty() ? subject.channel : subject.payloads) / file);
    auto const proof = subject.sign(url, body, subject.secrets);
    auto headers = proof.headers;
    headers.emplace_back("content-type", content_type(file));
    auto const mark = proof.url.find('?');
    auto const query = mark == std::string::npos ? Fields{} : *parse_form(proof.url.substr(mark + 1));
    auto const request = WebhookRequest{"POST", proof.url, query, headers, body};
    auto events = std::size_t{0};
    for (auto _ : state) {
        auto const verified = connector->verify(request, subject.secrets);
        auto const read = connector->parse(request);
        if (!verified || !read || read->empty()) {
            throw std::runtime_error(subject.name + " cannot be read");
        }
        events = read->size();
        benchmark::DoNotOptimize(read->data());
    }
    state.counters["bytes"] = static_cast<double>(body.size());
    state.counters["events"] = static_cast<double>(events);
}

}  // namespace

int main(int count, char** words) {
    for (auto const& subject : subjects()) {
        benchmark::RegisterBenchmark(subject.name.c_str(),
                                     [subject](benchmark::State& state) { verify_and_read(state, subject); });
    }
    benchmark::Initialize(&count, words);
    benchmark::RunSpecifiedBenchmarks();
}
