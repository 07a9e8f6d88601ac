// Keeps the table and refuses, at start, what could never be right.
#include "api/route.hpp"

#include <algorithm>
#include <stdexcept>

namespace balie::api {
namespace {

// "/a/{id}/b" and "/a/{user_id}/b" are the same place.
std::string without_names(std::string_view pattern) {
    auto place = std::string{};
    auto is_inside = false;
    for (auto const letter : pattern) {
        if (letter == '{') { is_inside = true; }
        if (!is_inside || letter == '*') { place += letter; }
        if (letter == '}') {
            is_inside = false;
            place += "{}";
        }
    }
    return place;
}

bool is_safe(std::string_view method) noexcept { return method == "GET" || method == "HEAD"; }

[[noreturn]] void refuse(Route const& route, std::string_view why) {
    throw std::logic_error{route.method + ' ' + route.pattern + ": " + std::string{why}};
}

}  // namespace

void Routes::add(std::string_view method, std::string_view pattern, Policy policy, Handler handler) {
    keep(Route{std::string{method}, std::string{pattern}, policy, std::move(handler), {}});
}

void Routes::add_upload(std::string_view pattern, Policy policy, UploadGate gate, Handler handler) {
    keep(Route{"POST", std::string{pattern}, policy, std::move(handler), {}, std::move(gate)});
}

void Routes::add_socket(std::string_view pattern, Policy policy, SocketHandler handler) {
    keep(Route{"GET", std::string{pattern}, policy, {}, std::move(handler)});
}

void Routes::set_fallback(Handler handler) {
    fallback_.emplace(Route{"GET", "/{path*}", Policy::open(Surface::page), std::move(handler), {}});
}

void Routes::keep(Route route) {
    if (!route.handler && !route.socket_handler) { refuse(route, "has no handler"); }
    if (is_safe(route.method) && route.policy.changes()) { refuse(route, "a read changes nothing"); }
    if (!is_safe(route.method) && !route.policy.changes() && route.policy.surface() == Surface::api) {
        refuse(route, "a change needs a policy of change");
    }
    if (route.policy.is_open() && route.policy.body().to_file && !route.takes_upload) {
        refuse(route, "whose files it takes must be judged by the head");
    }
    auto const place = without_names(route.pattern);
    auto const twin = std::any_of(routes_.begin(), routes_.end(), [&](Route const& other) {
        return other.method == route.method && without_names(other.pattern) == place;
    });
    if (twin) { refuse(route, "is there already"); }
    router_.add(route.method, route.pattern);
    routes_.push_back(std::move(route));
}

std::optional<Routes::Found> Routes::find(std::string_view method, std::string_view path) const {
    auto match = router_.find(method == "HEAD" ? "GET" : method, path);
    if (!match) { return std::nullopt; }
    return Found{&routes_[match->index], std::move(match->values)};
}

std::vector<std::string> Routes::methods(std::string_view path) const { return router_.methods(path); }

}  // namespace balie::api
