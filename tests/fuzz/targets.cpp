// One target for each connector's reader, signature and platform, and those of the house's own doors, by name.
#include "fuzz/promises.hpp"

#include "support/scripted_http_client.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace balie::test {
namespace {

struct Tried {
    Subject subject;
    std::unique_ptr<Connector> connector;  // reads and verifies; it calls nobody
};

std::vector<Tried> all_tried() {
    static auto nobody = ScriptedHttpClient{};
    auto all = std::vector<Tried>{};
    for (auto& subject : subjects()) {
        auto connector = subject.make(nobody);
        all.push_back({std::move(subject), std::move(connector)});
    }
    return all;
}

std::vector<Tried> const& tried() {
    static auto const all = all_tried();
    return all;
}

// Those that are no connector's webhook.
using Promise = std::string (*)(std::string_view bytes);
constexpr auto others =
    std::to_array<std::pair<std::string_view, Promise>>({{"fetch_webchat", broken_by_fetching},
                                                         {"say_client", broken_by_saying},
                                                         {"upload_form", broken_by_uploading},
                                                         {"parse_email", broken_by_mailing},
                                                         {"html_email", broken_by_showing},
                                                         {"letter_email", broken_by_writing}});

}  // namespace

std::string broken_by(std::string_view target, std::string_view bytes) {
    for (auto const& [name, promise] : others) {
        if (target == name) { return promise(bytes); }
    }
    auto const mark = std::min(target.find('_'), target.size());
    auto const kind = target.substr(0, mark);
    for (auto const& [subject, connector] : tried()) {
        if (subject.name != target.substr(std::min(mark + 1, target.size()))) { continue; }
        if (kind == "parse") { return broken_by_parsing(subject, *connector, bytes); }
        if (kind == "verify") { return broken_by_verifying(subject, *connector, bytes); }
        if (kind == "answer") { return broken_by_answering(subject, bytes); }
    }
    throw std::invalid_argument("there is no target " + std::string{target});
}

std::vector<std::string> fuzz_targets() {
    auto names = std::vector<std::string>{};
    for (auto const* kind : {"parse_", "verify_", "answer_"}) {
        for (auto const& one : tried()) { names.push_back(kind + one.subject.name); }
    }
    for (auto const& [name, promise] : others) { names.emplace_back(name); }
    return names;
}

}  // namespace balie::test
