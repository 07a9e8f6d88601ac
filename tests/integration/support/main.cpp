// Runs the tests and takes the cluster down afterwards, whatever they did.
#include "integration/support/environment.hpp"

#include <balie/base/log.hpp>

#include <gtest/gtest.h>

int main(int count, char** arguments) {
    testing::InitGoogleTest(&count, arguments);
    balie::log::set_level(balie::log::Level::error);
    auto const outcome = RUN_ALL_TESTS();
    balie::test::take_down();
    return outcome;
}
