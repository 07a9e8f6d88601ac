// What the dashboard and the alerts ask for is what the server tells.
#include "house/sources.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace balie::house {
namespace {

std::set<std::string> names_in(std::vector<Source> const& files, std::string const& pattern) {
    auto names = std::set<std::string>{};
    auto const name = std::regex{pattern};
    for (auto const& file : files) {
        for (auto at = std::sregex_iterator{file.text.begin(), file.text.end(), name};
             at != std::sregex_iterator{}; ++at) {
            names.insert((*at)[1]);
        }
    }
    return names;
}

TEST(Monitoring, EveryMetricThatIsAskedForIsTold) {
    auto const asked = names_in(sources({"monitoring"}, {".yml", ".json"}),
                                R"(\b(balie_[a-z_]+?)(?:_bucket|_sum|_count)?\b)");
    auto const told = names_in(sources({"src/app"}, {".cpp"}), R"re("(balie_[a-z_]+)")re");
    EXPECT_GT(asked.size(), 10U);
    for (auto const& name : asked) { EXPECT_TRUE(told.contains(name)) << name << " is told by nobody"; }
}

TEST(Monitoring, EveryGaugeHasItsPlace) {
    auto files = sources({"src/app"}, {".cpp"});
    std::erase_if(files, [](Source const& file) { return !file.path.ends_with("house_metrics.cpp"); });
    auto const told = names_in(files, R"re("(balie_[a-z_]+)")re");
    auto const shown =
        names_in(sources({"monitoring"}, {".json"}), R"(\b(balie_[a-z_]+?)(?:_bucket|_sum|_count)?\b)");
    EXPECT_GT(told.size(), 10U);
    for (auto const& name : told) { EXPECT_TRUE(shown.contains(name)) << name << " is on no dashboard"; }
}

}  // namespace
}  // namespace balie::house
