// What a public conversation is under: the page's post, the account's picture.
#pragma once

#include <balie/base/time.hpp>

#include <optional>
#include <string>

namespace balie {

struct PublicPost {
    std::string text = {};
    std::string url = {};      // where people see it; https
    std::string author = {};   // a name
    std::string picture = {};  // an address at the platform, good for as long as the platform likes
    std::optional<Time> created_at = {};

    friend bool operator==(PublicPost const&, PublicPost const&) = default;
};

}  // namespace balie
