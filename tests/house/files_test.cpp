// Small files, one noun each, and nothing that was left for later.
#include "house/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>

namespace balie::house {
namespace {

constexpr auto lines_max = 400;

std::vector<Source> all_sources() {
    return sources({"include", "src", "connectors", "migrations", "tests", "bench", "web/src", "cmake"},
                   {".cpp", ".hpp", ".sql", ".ts", ".tsx", ".mjs", ".css", ".cmake"});
}

TEST(Files, NoneIsLongerThanAReaderWants) {
    for (auto const& source : all_sources()) {
        if (source.path.ends_with("schema.d.ts")) { continue; }  // Generated from the OpenAPI file.
        EXPECT_LE(std::ranges::count(source.text, '\n'), lines_max) << source.path;
    }
}

// A source may leave it to the header beside it.
bool has_header(Source const& source, std::vector<Source> const& all) {
    auto const header = source.path.substr(0, source.path.rfind('.')) + ".hpp";
    return std::ranges::find(all, header, &Source::path) != all.end();
}

TEST(Files, EveryOneOpensWithASentence) {
    auto const all = sources({"include", "src", "connectors"}, {".cpp", ".hpp"});
    for (auto const& source : all) {
        EXPECT_TRUE(source.text.starts_with("// ") || has_header(source, all)) << source.path;
    }
    for (auto const& source : sources({"migrations"}, {".sql"})) {
        EXPECT_TRUE(source.text.starts_with("-- ")) << source.path << ": a migration says why in its head";
    }
}

TEST(Files, NothingIsLeftForLater) {
    auto const mark = std::string{"TO"} + "DO";
    auto const other_mark = std::string{"FIX"} + "ME";
    for (auto const& source : all_sources()) {
        EXPECT_EQ(source.text.find(mark), std::string::npos) << source.path;
        EXPECT_EQ(source.text.find(other_mark), std::string::npos) << source.path;
    }
}

TEST(Files, NoCoroutineIsDetached) {
    for (auto const& source : sources({"src", "connectors"}, {".cpp", ".hpp"})) {
        EXPECT_EQ(source.text.find("asio::detached"), std::string::npos) << source.path;
    }
}

TEST(Files, MigrationsAreNumberedWithoutGaps) {
    auto const pattern = std::regex{R"(migrations/(\d{4})_[a-z0-9_]+\.sql)"};
    auto expected = 1;
    for (auto const& source : sources({"migrations"}, {".sql"})) {
        auto match = std::smatch{};
        ASSERT_TRUE(std::regex_match(source.path, match, pattern)) << source.path;
        EXPECT_EQ(std::stoi(match[1]), expected++) << source.path;
    }
}

}  // namespace
}  // namespace balie::house
