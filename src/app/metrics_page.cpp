#include "app/metrics_page.hpp"

namespace balie::app {

http::BodyLimit MetricsPage::body_limit(std::string_view, std::string_view) const { return {.bytes_max = 0}; }

Task<http::Response> MetricsPage::handle(http::Request request) { co_return answer(request); }

Task<std::variant<http::Response, http::SocketSession>> MetricsPage::upgrade(http::Request request) {
    co_return answer(request);
}

http::Response MetricsPage::answer(http::Request const& request) const {
    if (request.path != "/metrics") { return http::Response{404, "text/plain", "only /metrics is here\n"}; }
    if (request.method != "GET" && request.method != "HEAD") {
        return http::Response{405, "text/plain", "GET only\n"};
    }
    return http::Response{200, "text/plain; version=0.0.4", metrics_->text()};
}

}  // namespace balie::app
