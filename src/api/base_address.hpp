// Whether an address that an administrator gives may be one that the server calls.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace balie::api {

// https to a name or a public address, without user, query or fragment; or an exact origin that is allowed. What the
// name resolves to is judged again at every call, by the client that makes it.
bool may_be_called(std::string_view url, std::vector<std::string> const& allow_origins);

}  // namespace balie::api
