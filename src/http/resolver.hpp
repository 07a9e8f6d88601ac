// Names to addresses, each judged before anybody connects to it.
#pragma once

#include "http/call_target.hpp"

#include <balie/base/result.hpp>

#include <string>
#include <vector>

namespace balie::http {

// The numeric addresses of the host, once and for this call. Error: none, or one that we may not call; a single
// private address among public ones refuses all of them, because a name that mixes both is an attempt. Blocks.
Result<std::vector<std::string>> resolve(CallTarget const& target);

}  // namespace balie::http
