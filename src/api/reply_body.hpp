// The bodies of what people write: a reply or a note, and a first message to a customer.
#pragma once

#include "desk/opening.hpp"
#include "desk/reply.hpp"
#include "http/message.hpp"

#include <balie/base/result.hpp>

namespace balie::api {

Result<desk::Reply> reply_in(http::Request const& request);
Result<desk::Opening> opening_in(http::Request const& request);

}  // namespace balie::api
