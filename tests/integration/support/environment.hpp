// What main.cpp does for all tests.
#pragma once

namespace balie::test {

// Stops the cluster, if one was made, and removes its folder.
void take_down();

}  // namespace balie::test
