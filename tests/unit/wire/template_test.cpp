#include "wire/template.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace balie::wire {
namespace {

TemplateText listed(std::string components) {
    return {"afspraak", "nl", "UTILITY", "APPROVED", std::move(components)};
}

TEST(TemplateJson, ShowsItsPartsAndWhatHasToBeFilledIn) {
    auto const json = to_json(listed(R"([
        {"type":"HEADER","format":"TEXT","text":"Dag {{1}}","example":{"header_text":["Noor"]}},
        {"type":"BODY","text":"Op {{1}} om {{2}}.","example":{"body_text":[["maandag","9:00"]]}},
        {"type":"FOOTER","text":"Tot dan"},
        {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Goed"},{"type":"URL","text":"Route","url":"https://x.example/{{1}}"}]}])"));

    EXPECT_EQ(json.at("header"), "Dag {{1}}");
    EXPECT_EQ(json.at("body"), "Op {{1}} om {{2}}.");
    EXPECT_EQ(json.at("footer"), "Tot dan");
    EXPECT_EQ(json.at("buttons").size(), 2U);
    ASSERT_EQ(json.at("variables").size(), 4U);
    EXPECT_EQ(json.at("variables").at(2),
              (nlohmann::json{{"component", "body"}, {"index", 2}, {"example", "9:00"}}));
    EXPECT_EQ(json.at("variables").at(3), (nlohmann::json{{"component", "button"}, {"index", 1}}));
    EXPECT_EQ(json.at("components").size(), 4U);
}

TEST(TemplateJson, NamedVariablesKeepTheirExamples) {
    auto const json = to_json(listed(R"([{"type":"BODY","text":"Dag {{naam}}, {{naam}}!","example":
        {"body_text_named_params":[{"param_name":"naam","example":"Noor"}]}}])"));

    ASSERT_EQ(json.at("variables").size(), 1U);
    EXPECT_EQ(json.at("variables").at(0).at("example"), "Noor");
}

TEST(TemplateJson, StrangeComponentsDoNoHarm) {
    for (auto const* const components :
         {"", "null", "{}", "[1,null,\"x\"]", R"([{"type":5}])", R"([{"type":"BODY"}])",
          R"([{"type":"BODY","text":"{{"}])", R"([{"type":"BUTTONS","buttons":[1,{"type":"URL"}]}])",
          R"([{"type":"BODY","text":"{{1}}","example":[]}])",
          R"([{"type":"BODY","text":"{{1}}","example":{"body_text":"x"}}])",
          R"([{"type":"BODY","text":"{{1}}","example":{"body_text":[["x",1]]}}])"}) {
        EXPECT_NO_THROW(to_json(listed(components))) << components;
    }
}

}  // namespace
}  // namespace balie::wire
