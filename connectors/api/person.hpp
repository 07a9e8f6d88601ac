// The customer's side of an event, as the organisation's own program knows it.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/api/object_reader.hpp>

namespace balie::connectors::api {

// Member `contact`: at least one of external_id, phone and email; the organisation's own id is the most lasting one.
InboundContact read_person(ObjectReader& event);

}  // namespace balie::connectors::api
