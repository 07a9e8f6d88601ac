// Where every choice of a run comes from: a seed decides them all, on every machine alike.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace balie::simulation {

using Span = std::chrono::microseconds;

// Splitmix64: small, and the same everywhere, unlike the standard library's distributions.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x1234567ULL) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31U);
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    double unit() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
    bool is(double likelihood) { return unit() < likelihood; }
    Span between(Span least, Span most) {
        auto const width = static_cast<std::uint64_t>((most - least).count()) + 1;
        return least + Span{static_cast<std::int64_t>(next() % width)};
    }
    template <class T>
    T const& of(std::vector<T> const& choices) {
        return choices[below(choices.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace balie::simulation
