// A platform's error codes with what it says of them.
#pragma once

#include <algorithm>
#include <span>

namespace balie::sandbox {

struct KnownError {
    int code;
    int status;  // of HTTP
    char const* message;
};

// The first of the table stands for all that it does not know.
inline KnownError const& error_of(std::span<KnownError const> table, int code) {
    auto const found =
        std::find_if(table.begin(), table.end(), [code](KnownError const& one) { return one.code == code; });
    return found == table.end() ? table.front() : *found;
}

}  // namespace balie::sandbox
