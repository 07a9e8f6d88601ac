// What the fuzzers hold against new bytes, held against the bytes that they kept: what was once found stays found.
#include "fuzz/promises.hpp"
#include "support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

std::filesystem::path corpus() { return payloads("").parent_path().parent_path() / "fuzz" / "corpus"; }

TEST(Corpus, BreaksNoPromise) {
    auto tried = 0;
    for (auto const& target : fuzz_targets()) {
        if (!std::filesystem::is_directory(corpus() / target)) { continue; }
        for (auto const& entry : std::filesystem::directory_iterator{corpus() / target}) {
            EXPECT_EQ(broken_by(target, bytes_of(entry.path())), "") << entry.path();
            ++tried;
        }
    }
    EXPECT_GT(tried, 0);
}

TEST(Corpus, IsOfTargetsThatThereAre) {
    auto const targets = fuzz_targets();
    for (auto const& entry : std::filesystem::directory_iterator{corpus()}) {
        EXPECT_NE(std::find(targets.begin(), targets.end(), entry.path().filename()), targets.end())
            << entry.path();
    }
}

// Payloads are where the fuzzers begin.
TEST(Corpus, PayloadsBreakNoPromise) {
    for (auto const& subject : subjects()) {
        auto const folder = payloads(subject.payloads.empty() ? subject.channel : subject.payloads);
        for (auto const* extension : {".json", ".form", ".xml"}) {
            for (auto const& file : files_in(folder, extension)) {
                EXPECT_EQ(broken_by("parse_" + subject.name, bytes_of(file)), "") << file;
            }
        }
    }
    for (auto const& file : files_in(payloads("email"), ".eml")) {
        EXPECT_EQ(broken_by("parse_email", bytes_of(file)), "") << file;
    }
}

}  // namespace
}  // namespace balie::test
