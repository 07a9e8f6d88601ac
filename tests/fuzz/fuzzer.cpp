// What libFuzzer calls: the promise that BALIE_FUZZ_TARGET names. Without a name it tells the names of all.
#include "fuzz/promises.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

char const* target() {
    static auto const* const name = std::getenv("BALIE_FUZZ_TARGET");
    return name;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    if (target() != nullptr) { return 0; }
    for (auto const& name : balie::test::fuzz_targets()) { std::puts(name.c_str()); }
    std::exit(0);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
    auto const broken = balie::test::broken_by(target(), bytes);
    if (broken.empty()) { return 0; }
    std::fprintf(stderr, "broken promise of %s: %s\n", target(), broken.c_str());
    std::abort();
}
