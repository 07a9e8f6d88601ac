// A linear look through the routes: some hundred short comparisons cost less than the system call that brought them.
#include "http/router.hpp"

#include <algorithm>

namespace balie::http {
namespace {

using Segments = std::vector<std::string_view>;

bool is_name(std::string_view segment) noexcept {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool is_rest(std::string_view segment) noexcept {
    return is_name(segment) && segment[segment.size() - 2] == '*';
}

std::string_view name_of(std::string_view segment) noexcept {
    auto const marks = is_rest(segment) ? std::size_t{3} : std::size_t{2};
    return segment.substr(1, segment.size() - marks);
}

Segments segments_of(std::string_view path) {
    auto segments = Segments{};
    segments.reserve(8);
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash that begins every segment
        auto const end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

// A name takes a segment that has something in it, so that "/users/" is not "/users/{id}".
bool fits(std::vector<std::string> const& pattern, Segments const& path) noexcept {
    for (auto i = std::size_t{0}; i < pattern.size(); ++i) {
        if (is_rest(pattern[i])) { return i < path.size(); }
        if (i >= path.size()) { return false; }
        if (is_name(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) { return false; }
    }
    return pattern.size() == path.size();
}

int rank(std::string_view segment) noexcept {
    if (is_rest(segment)) { return 2; }
    return is_name(segment) ? 1 : 0;
}

bool is_plainer(std::vector<std::string> const& a, std::vector<std::string> const& b) noexcept {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](auto const& x, auto const& y) { return rank(x) < rank(y); });
}

PathValues values_of(std::vector<std::string> const& pattern, Segments const& path, std::string_view whole) {
    auto values = PathValues{};
    for (auto i = std::size_t{0}; i < pattern.size(); ++i) {
        if (!is_name(pattern[i])) { continue; }
        auto const from = static_cast<std::size_t>(path[i].data() - whole.data());
        auto const value = is_rest(pattern[i]) ? whole.substr(from) : path[i];
        values.emplace(name_of(pattern[i]), value);
    }
    return values;
}

}  // namespace

std::size_t Router::add(std::string_view method, std::string_view pattern) {
    auto const segments = segments_of(pattern);
    routes_.push_back({std::string{method}, {segments.begin(), segments.end()}});
    return routes_.size() - 1;
}

std::optional<Match> Router::find(std::string_view method, std::string_view path) const {
    auto const segments = segments_of(path);
    auto best = routes_.end();
    for (auto route = routes_.begin(); route != routes_.end(); ++route) {
        if (route->method != method || !fits(route->segments, segments)) { continue; }
        if (best == routes_.end() || is_plainer(route->segments, best->segments)) { best = route; }
    }
    if (best == routes_.end()) { return std::nullopt; }
    auto values = values_of(best->segments, segments, path);
    return Match{static_cast<std::size_t>(best - routes_.begin()), std::move(values)};
}

std::vector<std::string> Router::methods(std::string_view path) const {
    auto const segments = segments_of(path);
    auto found = std::vector<std::string>{};
    for (auto const& route : routes_) {
        auto const is_new = std::find(found.begin(), found.end(), route.method) == found.end();
        if (is_new && fits(route.segments, segments)) { found.push_back(route.method); }
    }
    return found;
}

}  // namespace balie::http
