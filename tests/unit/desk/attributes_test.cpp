// What each type of a custom attribute takes.
#include "desk/attributes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

using nlohmann::json;

std::vector<AttributeDefinition> defined(std::string type) {
    auto definition = AttributeDefinition{AttributeDefinitionId{1}, "contact", "it", "Het"};
    definition.type = std::move(type);
    definition.options = {"rood", "blauw"};
    return {definition};
}

std::string reason_for(std::string const& type, json const& value) {
    auto const judged = judge_attributes(defined(type), json{{"it", value}}, UnknownKeys::refused);
    return judged ? std::string{} : judged.error().reason;
}

TEST(Attributes, AreOfTheirType) {
    struct Case {
        std::string type;
        json good;
        json bad;
    };
    auto const cases = std::vector<Case>{{"text", "iets", 1},
                                         {"number", 1.5, "1.5"},
                                         {"boolean", true, "true"},
                                         {"date", "2026-03-09", "2026-02-30"},
                                         {"date", "2024-02-29", "9 maart"},
                                         {"link", "https://example.test/x", "javascript:alert(1)"},
                                         {"link", "http://example.test", "https://example.test/ x"},
                                         {"list", "rood", "groen"}};
    for (auto const& each : cases) {
        EXPECT_EQ(reason_for(each.type, each.good), "") << each.type << each.good;
        EXPECT_EQ(reason_for(each.type, each.bad), "wrong_type") << each.type << each.bad;
        EXPECT_EQ(reason_for(each.type, nullptr), "") << each.type;
        EXPECT_EQ(reason_for(each.type, json::array()), "wrong_type") << each.type;
    }
}

TEST(Attributes, NobodyDefinedAreAProgramsAlone) {
    auto const values = json{{"other", "x"}};
    EXPECT_EQ(judge_attributes(defined("text"), values, UnknownKeys::refused).error().field,
              "attributes.other");
    EXPECT_TRUE(judge_attributes(defined("text"), values, UnknownKeys::kept).has_value());
}

}  // namespace
}  // namespace balie::desk
