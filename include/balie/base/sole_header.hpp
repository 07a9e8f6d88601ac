// A header that proves something: one of two may be a stranger's.
#pragma once

#include <balie/base/http_client.hpp>

#include <string_view>

namespace balie {

// Its value; empty when it is absent, and when it is given more than once, whatever stands in it: which of two is meant
// is for nobody on the way to choose.
std::string_view sole_header(Headers const& headers, std::string_view name) noexcept;

}  // namespace balie
