// A template's text with its parameters filled in.
#include "desk/template_text.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

TEST(TemplateText, FillsNumbersAndNames) {
    EXPECT_EQ(
        filled_body(
            R"([{"type":"HEADER","text":"x"},{"type":"BODY","text":"Dag {{1}}, order {{ 2 }}."}])",
            R"([{"type":"body","parameters":[{"type":"text","text":"Eva"},{"type":"text","text":"47"}]}])"),
        "Dag Eva, order 47.");
    EXPECT_EQ(filled_body(
                  R"([{"type":"BODY","text":"Dag {{naam}}."}])",
                  R"([{"type":"body","parameters":[{"type":"text","parameter_name":"naam","text":"Eva"}]}])"),
              "Dag Eva.");
}

TEST(TemplateText, LeavesWhatHasNoParameter) {
    EXPECT_EQ(filled_body(R"([{"type":"BODY","text":"Dag {{1}} {{"}])", "[]"), "Dag {{1}} {{");
    EXPECT_EQ(filled_body(R"([{"type":"BODY","text":"Dag {{1}}"}])",
                          R"([{"type":"body","parameters":[{"type":"text","text":"{{1}}"}]}])"),
              "Dag {{1}}");
    EXPECT_EQ(filled_body("[]", "[]"), "");
    EXPECT_EQ(filled_body("no json", "{}"), "");
}

}  // namespace
}  // namespace balie::desk
