// The program for sound, and its bounds; a script stands in its place.
#include "app/sound_helper.hpp"

#include "app/process.hpp"
#include "support/files.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <string>

namespace balie::app {
namespace {

using namespace std::chrono_literals;

void write(std::filesystem::path const& file, std::string const& bytes) { std::ofstream{file} << bytes; }

class SoundHelper : public testing::Test {
protected:
    test::TemporaryFolder folder;
    std::filesystem::path const program = folder.path() / "helper";
    std::filesystem::path const from = folder.path() / "in; touch $HOME";
    std::filesystem::path const to = folder.path() / "out";

    Result<void> rewrite(std::string const& script, std::chrono::milliseconds at_most = 20s) {
        write(program, "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        write(from, "sound");
        return sound_helper(program, at_most)({from, "audio/webm"}, {to, "audio/ogg"});
    }
};

TEST_F(SoundHelper, IsToldBothFilesAndNothingByAShell) {
    auto const done = rewrite("for last; do :; done; printf '%s\\n' \"$@\" > \"${last#file:}\"");

    ASSERT_TRUE(done) << done.error().detail;
    auto const said = test::bytes_of(to);
    EXPECT_NE(said.find("-i\nfile:" + from.string() + "\n"), std::string::npos) << said;
    EXPECT_NE(said.find("-f\nwebm\n"), std::string::npos) << "it does not guess what it reads";
    EXPECT_NE(said.find("-c:a\ncopy\n-f\nogg\n"), std::string::npos) << said;
    EXPECT_FALSE(std::filesystem::exists(to.string() + ".log"));
}

TEST_F(SoundHelper, SaysItsLastWordsWhenItFails) {
    auto const failed = rewrite("echo 'Invalid data found' >&2; exit 1");

    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("Invalid data found"), std::string::npos) << failed.error().detail;
    EXPECT_FALSE(std::filesystem::exists(to.string() + ".log"));
}

TEST_F(SoundHelper, IsKilledWithWhatItStartedWhenItTakesTooLong) {
    auto const pid = folder.path() / "pid";
    auto const failed = rewrite("sleep 600 & echo $! > " + pid.string() + "; wait", 500ms);

    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().detail.find("too long"), std::string::npos) << failed.error().detail;
    auto const child = std::stoi(test::bytes_of(pid));
    for (auto looks = 0; is_alive(child) && looks < 1000; ++looks) { usleep(10'000); }
    EXPECT_FALSE(is_alive(child));
}

TEST_F(SoundHelper, IsBoundInMemoryProcessorAndWhatItWrites) {
    auto const done = rewrite("for last; do :; done; ulimit -a > \"${last#file:}\"");

    ASSERT_TRUE(done) << done.error().detail;
    auto const bounds = test::bytes_of(to);
    for (auto const* const bound : {"time(seconds)        20\n", "file(blocks)         131072\n",
                                    "vmemory(kbytes)      2097152\n", "nofiles              64\n"}) {
        EXPECT_NE(bounds.find(bound), std::string::npos) << bounds;
    }
}

TEST(NoSoundHelper, IsNoFunction) { EXPECT_FALSE(sound_helper({})); }

}  // namespace
}  // namespace balie::app
