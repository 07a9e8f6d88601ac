// Where a browser is reached and with which keys, as it is sealed in its subscription.
#pragma once

#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/web_push.hpp>
#include <balie/domain/ids.hpp>

#include <string>
#include <string_view>

namespace balie::desk {

std::string seal_push_target(store::SecretBox const& box, AccountId account, PushTarget const& target);
// Error: unavailable when no key of the box opens it, or it is not what was sealed.
Result<PushTarget> open_push_target(store::SecretBox const& box, AccountId account,
                                    std::string_view endpoint_hash, std::string_view sealed);

}  // namespace balie::desk
