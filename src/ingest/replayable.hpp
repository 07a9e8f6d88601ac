// What is kept of a webhook for reading it once more: no more than that takes.
#pragma once

#include <balie/base/http_client.hpp>

#include <string>
#include <string_view>

namespace balie::ingest {

// The address without the parameters by which a platform proves itself.
std::string without_secrets(std::string_view url);

// Of the headers only what tells how to read the body: the others are signatures and the platform's own business.
Headers readable(Headers const& headers);

}  // namespace balie::ingest
