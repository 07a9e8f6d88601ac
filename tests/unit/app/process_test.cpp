#include "app/process.hpp"

#include "support/files.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace balie::app {
namespace {

// A socket of ours that a program keeps open holds our port when we are killed, and nobody can start again.
TEST(Process, TakesNothingOfOursButItsLog) {
    auto const folder = test::TemporaryFolder{};
    auto const log = folder.path() / "log";
    auto const held = open("/dev/zero", O_RDONLY);
    ASSERT_GE(held, 0);

    auto const ran = run(own_user(), {"/bin/sh", "-c", "readlink /proc/$$/fd/* || true"}, log);
    close(held);

    ASSERT_TRUE(ran) << ran.error().detail;
    auto const seen = test::bytes_of(log);
    EXPECT_NE(seen.find(log.string()), std::string::npos);
    EXPECT_EQ(seen.find("/dev/zero"), std::string::npos) << seen;
}

}  // namespace
}  // namespace balie::app
