// A contact as REST and the stream show it.
#pragma once

#include <balie/domain/contact.hpp>

#include <nlohmann/json_fwd.hpp>

namespace balie::wire {

nlohmann::json to_json(Contact const& contact);

}  // namespace balie::wire
