// The listener of its own for /metrics: what watches the server need not reach the desk.
#pragma once

#include "app/metrics.hpp"
#include "http/server.hpp"

namespace balie::app {

class MetricsPage final : public http::Application {
public:
    explicit MetricsPage(Metrics const& metrics) : metrics_(&metrics) {}

    http::BodyLimit body_limit(std::string_view method, std::string_view path) const override;
    Task<http::Response> handle(http::Request request) override;
    Task<std::variant<http::Response, http::SocketSession>> upgrade(http::Request request) override;

private:
    http::Response answer(http::Request const& request) const;

    Metrics const* metrics_;
};

}  // namespace balie::app
