#include "app/sandbox_routes.hpp"

#include "app/demo_crm.hpp"

#include <utility>

namespace balie::app {
namespace {

constexpr auto file_bytes_max = std::size_t{101} << 20U;

}  // namespace

void SandboxRoutes::add_to(api::Routes& routes) {
    auto const anyone = api::Policy::open(api::Surface::webhook);
    auto const to_platform = [this](api::Call call) { return platform(std::move(call)); };
    routes.add("GET", "/sandbox/platform/{rest*}", anyone, to_platform);
    routes.add("POST", "/sandbox/platform/{rest*}", anyone.with_body(file_bytes_max), to_platform);
    routes.add("PUT", "/sandbox/platform/{rest*}", anyone, to_platform);
    routes.add("DELETE", "/sandbox/platform/{rest*}", anyone, to_platform);
    auto const to_page = [this](api::Call call) { return page(std::move(call)); };
    auto const change = api::Policy::change(api::every_role);
    routes.add("GET", "/sandbox/api/{rest*}", api::Policy::read(api::every_role), to_page);
    routes.add("POST", "/sandbox/api/{rest*}", change.with_body(file_bytes_max), to_page);
    routes.add("PATCH", "/sandbox/api/{rest*}", change, to_page);
    routes.add("POST", demo_crm_path, anyone, [this](api::Call call) { return crm(std::move(call)); });
}

Task<Result<http::Response>> SandboxRoutes::platform(api::Call call) {
    auto response = co_await sandbox_->handle_platform(std::move(call.request));
    co_return response;
}

Task<Result<http::Response>> SandboxRoutes::crm(api::Call call) {
    co_return answer_of_demo_crm(call.request, crm_secret_, clock_->now());
}

Task<Result<http::Response>> SandboxRoutes::page(api::Call call) {
    if (call.actor.account != account_) { co_return Error{ErrorCode::not_found, "there is nothing here"}; }
    auto response = co_await sandbox_->handle_page_api(std::move(call.request));
    co_return response;
}

}  // namespace balie::app
