// The reader's bounds, the one mend that it makes, and the writer.
#include <connectors/json/reading.hpp>
#include <connectors/json/surrogates.hpp>
#include <connectors/json/writer.hpp>

#include <gtest/gtest.h>

namespace balie::connectors::json {
namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Document, ReadsUpToItsDepth) {
    EXPECT_NE(Document{nested(depth_max)}.root(), nullptr);
    EXPECT_EQ(Document{nested(depth_max + 1)}.root(), nullptr);
    EXPECT_EQ(Document{std::string(100'000, '[')}.root(), nullptr);
}

TEST(Document, RefusesWhatIsNotJson) {
    for (auto const* text : {"", " ", "{", "nul", "{\"a\":1,}", "{} {}", "\"\xC0\x80\"", "\"\xED\xA0\x80\"",
                             "\"caf\xE9\"", "{'a':1}", "NaN", "01"}) {
        auto const document = Document{text};
        EXPECT_EQ(document.root(), nullptr) << text;
        EXPECT_FALSE(document.fault().empty());
    }
}

TEST(Document, HoldsMoreThanItsArena) {
    auto const long_text = std::string(2'000'000, 'x');

    auto const document = Document{"{\"a\":\"" + long_text + "\"}"};

    ASSERT_NE(document.root(), nullptr);
    EXPECT_EQ(view(document.root()->get_object(), "a"), long_text);
}

TEST(Surrogates, OnlyHalvesAreMended) {
    EXPECT_EQ(without_lone_surrogates("\"\\ud83d\""), "\"\\ufffd\"");
    EXPECT_EQ(without_lone_surrogates("\"\\uDE00x\""), "\"\\ufffdx\"");
    EXPECT_EQ(without_lone_surrogates("\"\\ud83d\\ud83d\\ude00\""), "\"\\ufffd\\ud83d\\ude00\"");
    EXPECT_EQ(without_lone_surrogates("\"\\ude00\\ud83d\""), "\"\\ufffd\\ufffd\"");
    for (auto const* whole : {"", "plain", "\"\\ud83d\\ude00\"", "\"\\\\ud83d\"", "\"\\n\\u00e9\"", "\\",
                              "\\u", "\\ud8", "\\ud83"}) {
        EXPECT_FALSE(without_lone_surrogates(whole)) << whole;
    }
}

TEST(Reading, TrustsNoType) {
    auto const document =
        Document{R"({"s":"text","n":7,"big":18446744073709551615,"huge":123456789012345678901234567890,
        "d":1.5,"t":true,"z":null,"a":[1],"o":{"k":"v"},"digits":"42","nul":"a\u0000b"})"};
    ASSERT_NE(document.root(), nullptr);
    auto const& object = document.root()->get_object();

    EXPECT_EQ(text(object, "s"), "text");
    EXPECT_EQ(text(object, "n"), "");
    EXPECT_EQ(text(object, "nul"),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(word(object, "n"), "7");
    EXPECT_EQ(word(object, "big"), "18446744073709551615");
    EXPECT_EQ(word(object, "huge"), "");  // it would have gone through a double
    EXPECT_EQ(word(object, "o"), "");
    EXPECT_EQ(member(object, "z"), nullptr);
    EXPECT_EQ(member(object, "absent"), nullptr);
    EXPECT_NE(array_in(object, "a"), nullptr);
    EXPECT_EQ(array_in(object, "o"), nullptr);
    EXPECT_NE(object_in(object, "o"), nullptr);
    EXPECT_EQ(object_in(object, "s"), nullptr);
    EXPECT_TRUE(is_true(object, "t"));
    EXPECT_FALSE(is_true(object, "s"));
    EXPECT_EQ(number(object, "d"), 1.5);
    EXPECT_EQ(number(object, "digits"), 42.0);
    EXPECT_FALSE(number(object, "s"));
    EXPECT_EQ(integer(object, "digits"), 42);
    EXPECT_FALSE(integer(object, "d"));
}

TEST(Writer, WritesWhatAReaderTakes) {
    auto inner = ObjectWriter{}.number("n", 52.37).yes("y").take();
    auto const text =
        ObjectWriter{}.text("a", "q\"\\\n\x01").text_if_any("none", "").json("inner", inner).take();

    EXPECT_EQ(text, R"({"a":"q\"\\\n\u0001","inner":{"n":52.37,"y":true}})");
    EXPECT_EQ(ObjectWriter{}.take(), "{}");
    EXPECT_EQ(ObjectWriter{}.text("nul", std::string_view{"\0", 1}).take(), "{\"nul\":\"\xEF\xBF\xBD\"}");
}

TEST(Writer, KeepsAValueAsItWasRead) {
    auto const text =
        std::string{R"({"b":[1,-2,2.5,true,null,"x"],"a":{"k":18446744073709551615},"e":[],"o":{}})"};
    auto const document = Document{text};

    ASSERT_NE(document.root(), nullptr);
    EXPECT_EQ(to_text(*document.root()), text);
    EXPECT_EQ(to_text(*Document{"1e400"}.root()), "null");
}

}  // namespace
}  // namespace balie::connectors::json
