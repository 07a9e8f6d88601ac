// Addresses of sites, as an admin may write them.
#include "api/setting_values.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

TEST(SettingValues, AnOriginHasNoPath) {
    for (auto const* const text :
         {"https://www.example.org", "https://example.org:8443", "http://localhost:3000", "app://example"}) {
        EXPECT_TRUE(is_origin(text)) << text;
    }
    for (auto const* const text :
         {"example.org", "https://example.org/", "https://example.org/shop", "https://",
          "https://*.example.org", "https://a b", "://x", "https://me@example.org", ""}) {
        EXPECT_FALSE(is_origin(text)) << text;
    }
}

}  // namespace
}  // namespace balie::api
