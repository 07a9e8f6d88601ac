// How channels count: by characters, bytes, SMS and the weights of X.
#include "desk/text_length.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace balie::desk {
namespace {

std::string repeated(std::string const& text, int times) {
    auto all = std::string{};
    for (auto i = 0; i < times; ++i) { all += text; }
    return all;
}

struct Case {
    std::string text;
    TextUnit unit;
    std::size_t length;
};

TEST(TextLength, IsCountedInTheChannelsUnit) {
    auto const cases = std::vector<Case>{
        {"", TextUnit::characters, 0},
        {"één ☕", TextUnit::characters, 5},
        {"één ☕", TextUnit::utf8_bytes, 9},
        {"", TextUnit::sms_segments, 1},
        {repeated("a", 160), TextUnit::sms_segments, 1},
        {repeated("a", 161), TextUnit::sms_segments, 2},
        {repeated("a", 306), TextUnit::sms_segments, 2},
        {repeated("a", 307), TextUnit::sms_segments, 3},
        {repeated("€", 80), TextUnit::sms_segments, 1},
        {repeated("€", 81), TextUnit::sms_segments, 2},
        {repeated("a", 152) + "€" + repeated("a", 152), TextUnit::sms_segments, 3},  // € is not cut in two
        {repeated("ê", 70), TextUnit::sms_segments, 1},
        {repeated("ê", 71), TextUnit::sms_segments, 2},
        {repeated("😀", 35), TextUnit::sms_segments, 1},
        {repeated("😀", 36), TextUnit::sms_segments, 2},
        {repeated("😀", 67), TextUnit::sms_segments, 3},  // 33 to a part: a pair is not cut in two
        {"Hallo", TextUnit::weighted, 5},
        {"日本", TextUnit::weighted, 4},
        {"👩‍👩‍👧", TextUnit::weighted, 2},
        {"👍🏽", TextUnit::weighted, 2},
        {"🇳🇱", TextUnit::weighted, 2},
        {"zie https://example.org/een/heel/lang/pad/met/veel/woorden nu", TextUnit::weighted, 30},
    };
    for (auto const& each : cases) {
        EXPECT_EQ(length_of(each.text, each.unit), each.length) << each.text.substr(0, 40);
    }
}

// The figures that the platforms' own programs give, where they are at hand.
TEST(TextLength, AgreesWithThePlatformsPrograms) {
    auto const* const set = std::getenv("BALIE_SHARED");
    auto const shared = std::filesystem::path{set == nullptr ? BALIE_SOURCE_DIR "/../shared" : set};
    auto file = std::ifstream{shared / "vectors" / "signature_and_length_vectors.json"};
    if (!file) { GTEST_SKIP() << "no vectors in " << shared; }
    for (auto const& vector : nlohmann::json::parse(file)) {
        auto const kind = vector.value("kind", "");
        auto const text = vector.value("text", "");
        if (kind == "sms") {
            EXPECT_EQ(length_of(text, TextUnit::sms_segments), vector["expected"]["segments"])
                << vector["name"];
        } else if (kind == "tweetlen") {
            EXPECT_EQ(length_of(text, TextUnit::weighted), vector["expected"]["weightedLength"])
                << vector["name"];
        }
    }
}

}  // namespace
}  // namespace balie::desk
