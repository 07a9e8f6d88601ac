// Where the next page begins, as an opaque text.
#pragma once

#include "http/message.hpp"

#include <balie/base/result.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace balie::api {

// What a list was asked for, without cursor and limit: a cursor is good for the same question only.
std::string scope_of(http::Request const& request);

std::string cursor_of(std::string_view scope, std::initializer_list<std::string> parts);

// The parts as they were given. Error: malformed, for what was not made by cursor_of for this scope. It proves no
// right: what a cursor leads to is held against the reader's rights like anything else.
Result<std::vector<std::string>> parts_of(std::string_view cursor, std::string_view scope, std::size_t count);

}  // namespace balie::api
