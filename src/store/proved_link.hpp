// The word behind an address that somebody without a seat is given: two numbers and their proof by the desk's own key, so
// that guessing costs a digest and no look-up, and nothing secret is kept.
#pragma once

#include "store/secret_box.hpp"

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace balie::store {

struct ProvedLink {
    AccountId account;
    std::int64_t number;
};

// The purpose is a word of eight letters: a link of one kind is none of another.
std::string token_of(std::string_view purpose, ProvedLink const& link, SecretBox const& box);
std::optional<ProvedLink> read_token(std::string_view purpose, std::string_view token, SecretBox const& box);

}  // namespace balie::store
