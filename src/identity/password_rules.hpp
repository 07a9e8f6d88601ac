// Which passwords are taken: long ones that are not made of what everybody tries first. No rules of composition.
#pragma once

#include <balie/base/result.hpp>

#include <string_view>

namespace balie::identity {

constexpr auto password_characters_min = std::size_t{12};
constexpr auto password_bytes_max = std::size_t{1024};

// Errors (unprocessable, field "password"): too_short, too_long, too_common. `email` is the user's own: its local
// part protects nothing.
Result<void> judge_password(std::string_view password, std::string_view email);

}  // namespace balie::identity
