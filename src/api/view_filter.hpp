// A view's filter as JSON, {"status": ["open"], "assignee": "me", ...}: checked when it is kept, and read for one person
// when it is used.
#pragma once

#include "api/request_body.hpp"
#include "store/conversations.hpp"

#include <string>
#include <string_view>

namespace balie::api {

// Reads the fields strictly; faults are the body's. "me" is this user.
store::conversations::Filter filter_in(RequestBody& body, UserId me);

// The filter of a view that was kept; `sort` as well, where it has one.
store::conversations::Filter filter_of(std::string const& kept, std::string_view sort, UserId me, Time now);

std::optional<store::conversations::Sort> sort_from(std::string_view word);

// What both let through.
store::conversations::Filter narrowed(store::conversations::Filter filter,
                                      store::conversations::Filter const& by);

}  // namespace balie::api
