// balie_simulation --seeds FROM-TO [--steps N] [--repeat N] [--stop] | --seed N [--steps N] [--trace]
#include "simulation/world.hpp"

#include <balie/base/log.hpp>

#include <time.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace {

using balie::simulation::Outcome;
using balie::simulation::World;

struct Options {
    std::uint64_t from = 1, to = 100, steps = 1'500, repeat = 1;
    bool is_traced = false;
    bool stops = false;  // at the first seed that fails
};

std::optional<std::uint64_t> number_in(std::string_view text) {
    auto number = std::uint64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return number;
}

bool read_range(std::string_view text, Options& options) {
    auto const dash = text.find('-');
    auto const from = number_in(text.substr(0, dash));
    auto const to = dash == std::string_view::npos ? from : number_in(text.substr(dash + 1));
    if (!from || !to) { return false; }
    options.from = *from;
    options.to = *to;
    return true;
}

std::optional<Options> read(std::span<char*> words) {
    auto options = Options{};
    for (auto at = std::size_t{1}; at < words.size(); ++at) {
        auto const word = std::string_view{words[at]};
        if (word == "--trace") {
            options.is_traced = true;
            continue;
        }
        if (word == "--stop") {
            options.stops = true;
            continue;
        }
        if (at + 1 == words.size()) { return std::nullopt; }
        auto const value = std::string_view{words[++at]};
        auto const number = number_in(value);
        if (word == "--seeds" || word == "--seed") {
            if (!read_range(value, options)) { return std::nullopt; }
        } else if (word == "--steps" && number) {
            options.steps = *number;
        } else if (word == "--repeat" && number) {
            options.repeat = *number;
        } else {
            return std::nullopt;
        }
    }
    return options;
}

// The true time: the program's own steady clock does not go by itself.
double seconds_now() {
    auto now = timespec{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

balie::store::SecretBox some_box() {
    auto const folder =
        std::filesystem::temp_directory_path() / ("balie_simulation." + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    auto box = balie::store::SecretBox::open_key_file(folder / "key");
    std::filesystem::remove_all(folder);
    return box.value();
}

struct Sum {
    std::uint64_t seeds = 0, steps = 0, failed = 0, replies = 0, taken = 0, uncertain = 0, differing = 0;
    double years = 0;
};

void report(std::uint64_t seed, Options const& options, Outcome const& outcome) {
    std::printf("seed %llu fails; replay: balie_simulation --seed %llu --steps %llu --trace\n",
                static_cast<unsigned long long>(seed), static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(options.steps));
    for (auto const& violation : outcome.violations) { std::printf("  ! %s\n", violation.c_str()); }
    std::fflush(stdout);
}

void add(Sum& sum, std::uint64_t seed, Options const& options, balie::store::SecretBox const& box) {
    constexpr auto seconds_of_year = 365.25 * 86'400;
    auto const outcome = World{seed, options.steps, options.is_traced, box}.run();
    for (auto again = std::uint64_t{1}; again < options.repeat; ++again) {
        sum.differing += World{seed, options.steps, false, box}.run().digest == outcome.digest ? 0 : 1;
    }
    ++sum.seeds;
    sum.steps += outcome.steps;
    sum.replies += outcome.replies;
    sum.taken += outcome.taken;
    sum.uncertain += outcome.uncertain;
    sum.years += static_cast<double>(outcome.simulated.count()) / 1e6 / seconds_of_year;
    if (outcome.violations.empty()) { return; }
    ++sum.failed;
    report(seed, options, outcome);
}

}  // namespace

int main(int count, char** words) {
    auto const options = read({words, static_cast<std::size_t>(count)});
    if (!options) {
        std::fprintf(stderr,
                     "balie_simulation --seeds FROM-TO [--steps N] [--repeat N] [--stop] [--trace]\n");
        return EXIT_FAILURE;
    }
    balie::log::set_level(balie::log::Level::error);
    auto const box = some_box();
    auto sum = Sum{};
    auto const begun = seconds_now();
    for (auto seed = options->from; seed <= options->to; ++seed) {
        add(sum, seed, *options, box);
        if (options->stops && sum.failed > 0) { break; }
    }
    auto const took = seconds_now() - begun;
    std::printf(
        "seeds %llu-%llu, %llu steps, %.4f simulated years, %.0f steps/s, %.1f s, %llu replies, %llu taken, "
        "%llu uncertain, %llu differing replays, %llu violations\n",
        static_cast<unsigned long long>(options->from), static_cast<unsigned long long>(options->to),
        static_cast<unsigned long long>(sum.steps), sum.years, static_cast<double>(sum.steps) / took, took,
        static_cast<unsigned long long>(sum.replies), static_cast<unsigned long long>(sum.taken),
        static_cast<unsigned long long>(sum.uncertain), static_cast<unsigned long long>(sum.differing),
        static_cast<unsigned long long>(sum.failed));
    return sum.failed + sum.differing == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
