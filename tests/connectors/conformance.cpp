// The channels that the suite tries.
#include "conformance.hpp"

namespace balie::test {

std::vector<Subject> subjects() {
    auto all = std::vector<Subject>{};
    all.push_back(whatsapp_subject());
    all.push_back(x_subject());
    all.push_back(telegram_subject());
    return all;
}

}  // namespace balie::test
