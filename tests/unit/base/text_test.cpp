// What counts as UTF-8, what is made storable, and the encodings of the web.
#include <balie/base/text.hpp>

#include <gtest/gtest.h>

namespace balie {
namespace {

using namespace std::string_literals;

struct Utf8Case {
    std::string bytes;
    bool valid;
};

TEST(Text, TellsUtf8FromOtherBytes) {
    auto const cases = std::vector<Utf8Case>{
        {"", true},
        {"plain ascii that is longer than one word", true},
        {"caf\xC3\xA9", true},
        {"\xE2\x82\xAC", true},
        {"\xF0\x9F\x98\x80", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"\xEF\xBF\xBF", true},
        {"a\0b"s, true},
        {"caf\xE9", false},           // Latin-1
        {"\xC0\x80", false},          // overlong NUL
        {"\xE0\x9F\xBF", false},      // overlong, three bytes
        {"\xF0\x8F\xBF\xBF", false},  // overlong, four bytes
        {"\xED\xA0\x80", false},      // a surrogate
        {"\xF4\x90\x80\x80", false},  // above U+10FFFF
        {"\xF5\x80\x80\x80", false},
        {"\x80", false},
        {"\xE2\x82", false},  // cut short
        {"12345678\xFF", false},
        {"\xE2\x28\xA1", false},
    };
    for (auto const& one : cases) {
        EXPECT_EQ(is_utf8(one.bytes), one.valid) << ::testing::PrintToString(one.bytes);
    }
}

TEST(Text, StorableReplacesNulAndIllFormedBytes) {
    EXPECT_EQ(storable("plain \xE2\x82\xAC"), "plain \xE2\x82\xAC");
    EXPECT_EQ(storable("a\0b"s),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(storable("caf\xE9!"), "caf\xEF\xBF\xBD!");
    EXPECT_EQ(storable("\xE2\x82"), "\xEF\xBF\xBD");  // one for the cut sequence
    EXPECT_EQ(storable("\xED\xA0\x80"),
              "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // one for each byte, as Unicode says
    EXPECT_TRUE(is_utf8(storable("\xF0\x9F\x98\xFF\xC0\xAF\x80")));
}

TEST(Text, CutsBetweenCharacters) {
    EXPECT_EQ(first_characters("\xE2\x82\xAC\xF0\x9F\x98\x80z", 2), "\xE2\x82\xAC\xF0\x9F\x98\x80");
    EXPECT_EQ(first_characters("abc", 10), "abc");
    EXPECT_EQ(first_characters("abc", 0), "");
    EXPECT_EQ(count_characters("\xE2\x82\xAC\xF0\x9F\x98\x80z"), 3U);
    EXPECT_EQ(count_characters(""), 0U);
}

TEST(Text, PercentEncodingGoesThereAndBack) {
    EXPECT_EQ(percent_encode("a b/\xC3\xA9~-._"), "a%20b%2F%C3%A9~-._");
    EXPECT_EQ(percent_decode("a%20b%2f%C3%A9+"), "a b/\xC3\xA9+");
    for (auto const* broken : {"%", "%2", "%zz", "a%2"}) { EXPECT_FALSE(percent_decode(broken)) << broken; }
    EXPECT_EQ(percent_decode("%00"), "\0"s);
}

TEST(Text, FormsKeepOrderAndRepeats) {
    auto const fields = parse_form("b=2&a=1+1&b=%263&empty=&bare&&=x");

    ASSERT_TRUE(fields);
    EXPECT_EQ(*fields,
              (Fields{{"b", "2"}, {"a", "1 1"}, {"b", "&3"}, {"empty", ""}, {"bare", ""}, {"", "x"}}));
    EXPECT_FALSE(parse_form("a=%2"));
    EXPECT_TRUE(parse_form("")->empty());
}

TEST(Text, PrintableStaysOnOneLine) {
    EXPECT_EQ(printable("a\r\nb\x1B[31m"), "a\\u{D}\\u{A}b\\u{1B}[31m");
    EXPECT_EQ(printable("\xE2\x80\xAE"
                        "exe"),
              "\\u{202E}exe");
    EXPECT_EQ(printable("\xE2\x81\xA6x\xE2\x80\xA8"), "\\u{2066}x\\u{2028}");
    EXPECT_EQ(printable("\xC2\x85\x7F"), "\\u{85}\\u{7F}");
    EXPECT_EQ(printable("caf\xC3\xA9 \xFF"), "caf\xC3\xA9 \xEF\xBF\xBD");
}

TEST(Text, SmallTools) {
    EXPECT_EQ(lowered("X-Hub-Signature"), "x-hub-signature");
    EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
    EXPECT_EQ(trimmed(" \n"), "");
}

}  // namespace
}  // namespace balie
