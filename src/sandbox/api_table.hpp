// The addresses of a platform's API and what answers them.
#pragma once

#include "http/router.hpp"
#include "sandbox/platform.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace balie::sandbox {

template <class Owner>
class ApiTable {
public:
    using Handler = Answer (Owner::*)(http::Request const&, http::PathValues const&);

    void add(std::string_view method, std::string_view pattern, Handler handler) {
        router_.add(method, pattern);
        handlers_.push_back(handler);
    }

    // Absent: there is nothing at this address.
    std::optional<Answer> find(Owner& owner, http::Request const& request, std::string_view path) const {
        auto const match = router_.find(request.method, path);
        if (!match) { return std::nullopt; }
        return (owner.*handlers_[match->index])(request, match->values);
    }

private:
    http::Router router_;
    std::vector<Handler> handlers_;
};

}  // namespace balie::sandbox
