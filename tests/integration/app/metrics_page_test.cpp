#include "app/metrics_page.hpp"

#include "support/run.hpp"

#include <gtest/gtest.h>

namespace balie::app {
namespace {

http::Response answer_to(std::string method, std::string path) {
    auto metrics = Metrics{};
    metrics.gauge("balie_test_gauge", "A gauge of this test", [] { return 7.0; });
    auto page = MetricsPage{metrics};
    auto request = http::Request{};
    request.method = std::move(method);
    request.path = std::move(path);
    return test::run(page.handle(std::move(request)));
}

TEST(MetricsPage, ShowsTheFigures) {
    auto const response = answer_to("GET", "/metrics");

    EXPECT_EQ(response.status, 200);
    EXPECT_NE(response.body.find("balie_test_gauge 7"), std::string::npos) << response.body;
}

TEST(MetricsPage, HasNothingElse) {
    EXPECT_EQ(answer_to("GET", "/").status, 404);
    EXPECT_EQ(answer_to("GET", "/api/v1/me").status, 404);
    EXPECT_EQ(answer_to("POST", "/metrics").status, 405);
}

}  // namespace
}  // namespace balie::app
