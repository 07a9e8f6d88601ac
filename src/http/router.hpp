// Finds the handler of a request by method and path pattern.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::http {

// Values of the pattern's names: "/conversations/{id}" gives "id". A name takes one segment; a pattern that ends in
// "{name*}" takes the rest of the path.
using PathValues = std::map<std::string, std::string, std::less<>>;

struct Match {
    std::size_t index;  // of the route, in the order of adding
    PathValues values;
};

// Patterns are compared segment by segment, plain segments before names.
class Router {
public:
    std::size_t add(std::string_view method, std::string_view pattern);  // answers the route's index
    std::optional<Match> find(std::string_view method, std::string_view path) const;
    std::vector<std::string> methods(std::string_view path) const;  // for 405 and its Allow header

private:
    struct Route {
        std::string method;
        std::vector<std::string> segments;
    };
    std::vector<Route> routes_;
};

}  // namespace balie::http
