// An attachment as REST and the stream show it. Its url is a path of this server, authorised at each request.
#pragma once

#include <balie/domain/attachment.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Attachment const& attachment);

}  // namespace balie::wire
