// One thing that was looked at, and what to do when it is not well.
#pragma once

#include <string>

namespace balie::app {

struct Check {
    std::string name;  // "database role"
    bool ok = false;
    std::string detail;  // what was found
    std::string mend;    // what to do; empty when all is well
};

}  // namespace balie::app
