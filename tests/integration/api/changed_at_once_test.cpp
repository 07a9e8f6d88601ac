// What people keep, changed and removed by several at once: one order or another, and nobody's change is lost.
#include "integration/api/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

using nlohmann::json;

struct Kind {
    std::string path;
    json made;
    json one;  // two changes of different fields
    json two;
};

class ChangedAtOnce : public testing::TestWithParam<Kind> {
protected:
    static constexpr auto rounds = 8;
    static constexpr auto removals = std::size_t{4};
    static constexpr auto changes = std::size_t{8};

    Desk& desk = Desk::shared();
    Staff staff = desk.staff();

    http::Request by_admin(std::string const& method, std::string const& path,
                           json const& body = nullptr) const {
        return request(method, "/api/v1" + path, staff.tokens.at(Role::admin),
                       body.is_null() ? std::string{} : body.dump());
    }
    std::string made() {
        auto const response = desk.call(by_admin("POST", GetParam().path, GetParam().made));
        EXPECT_EQ(response.status, 201) << response.body;
        return GetParam().path + '/' + json_of(response).value("id", "");
    }
};

TEST_P(ChangedAtOnce, OneRemovesItAndWhoComesLaterFindsNothing) {
    for (auto round = 0; round < rounds; ++round) {
        auto const path = made();
        auto requests = std::vector<http::Request>{};
        for (auto i = std::size_t{0}; i < changes; ++i) {
            requests.push_back(by_admin("PATCH", path, i % 2 == 0 ? GetParam().one : GetParam().two));
            if (i < removals) { requests.push_back(by_admin("DELETE", path)); }
        }

        auto const answers = desk.call_at_once(std::move(requests));

        EXPECT_EQ(std::ranges::count(answers, 204, &http::Response::status), 1);
        for (auto const& answer : answers) {
            EXPECT_TRUE(answer.status == 200 || answer.status == 204 || answer.status == 404) << answer.body;
        }
    }
}

TEST_P(ChangedAtOnce, BothChangesHold) {
    for (auto round = 0; round < rounds; ++round) {
        auto const path = made();
        auto requests = std::vector<http::Request>{};
        requests.push_back(by_admin("PATCH", path, GetParam().one));
        requests.push_back(by_admin("PATCH", path, GetParam().two));

        auto const answers = desk.call_at_once(std::move(requests));

        auto newest = json{};
        for (auto const& answer : answers) {
            ASSERT_EQ(answer.status, 200) << answer.body;
            auto const shown = json_of(answer);
            if (newest.is_null() || shown.at("version") > newest.at("version")) { newest = shown; }
        }
        for (auto const& change : {GetParam().one, GetParam().two}) {
            for (auto const& [name, value] : change.items()) { EXPECT_EQ(newest.at(name), value) << newest; }
        }
        EXPECT_EQ(desk.call(by_admin("DELETE", path)).status, 204);
    }
}

std::vector<Kind> kinds() {
    auto const steps = json::array({{{"type", "text"}, {"text", "Dag"}}});
    return {{"/views",
             {{"name", "A"}, {"filter", json::object()}, {"visibility", "own"}},
             {{"name", "B"}},
             {{"position", 7}}},
            {"/macros",
             {{"name", "A"}, {"actions", steps}, {"visibility", "own"}},
             {{"name", "B"}},
             {{"position", 7}}},
            {"/canned-responses", {{"shortcut", "a"}, {"text", "A"}}, {{"shortcut", "b"}}, {{"text", "B"}}},
            {"/articles", {{"title", "A"}, {"text", "A"}}, {{"title", "B"}}, {{"text", "B"}}},
            {"/sla-policies",
             {{"name", "A"}, {"first_response_seconds", 60}},
             {{"name", "B"}},
             {{"next_response_seconds", 120}}},
            {"/attribute-definitions",
             {{"entity", "contact"}, {"key", "a"}, {"name", "A"}, {"type", "text"}},
             {{"name", "B"}},
             {{"position", 7}}}};
}

INSTANTIATE_TEST_SUITE_P(Kinds, ChangedAtOnce, testing::ValuesIn(kinds()), [](auto const& info) {
    auto name = info.param.path.substr(1);
    std::erase(name, '-');
    return name;
});

}  // namespace
}  // namespace balie::test
