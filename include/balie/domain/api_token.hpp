// An API token: how a program proves for whom it works. Its secret is shown once and kept as a hash.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <optional>
#include <string>

namespace balie {

struct ApiToken {
    ApiTokenId id;
    UserId user;
    std::string name;
    Time created_at{};
    std::optional<Time> used_at;
};

}  // namespace balie
