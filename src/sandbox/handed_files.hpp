// Files that the desk hands over by address: a platform fetches them before it sends them on.
#pragma once

#include "sandbox/line.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/task.hpp>

#include <string>
#include <vector>

namespace balie::sandbox {

class HandedFiles {
public:
    // Both outlive it.
    HandedFiles(HttpClient& http, MediaShelf& media) : http_(http), media_(media) {}

    // What a phone shows of them, in their order: ids of kept files. Fewer than addresses: one did not come, and the
    // rest was not asked for.
    Task<std::vector<std::string>> fetch(std::vector<std::string> urls, Addresses const& addresses);

private:
    Task<std::string> fetch_one(std::string url);

    HttpClient& http_;
    MediaShelf& media_;
};

}  // namespace balie::sandbox
