// Every payload, made hostile on purpose: what no platform sends and anybody who knows a secret might.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace balie::test {

using Take = std::function<void(std::string_view bytes)>;

// The places of several payloads that had their turn: one of each is enough.
using Places = std::set<std::string>;

// Each value, one after the other, becomes each other type, a huge number, a deep nest, an ill-formed text.
void with_wrong_types(std::string_view json, Places& tried, Take const& take);
// Each key twice, the first time with something else.
void with_repeated_keys(std::string_view json, Places& tried, Take const& take);
// Each field of a form empty, huge, repeated, not UTF-8, with NUL, or gone.
void with_hostile_fields(std::string_view form, Take const& take);
// Broken bytes at the beginning of each text in quotes or between tags.
void with_broken_bytes(std::string_view bytes, Take const& take);

}  // namespace balie::test
