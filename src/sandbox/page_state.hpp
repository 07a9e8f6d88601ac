// What the page draws, as JSON.
#pragma once

#include "sandbox/json.hpp"
#include "sandbox/station.hpp"

namespace balie::sandbox {

Json to_json(Entry const& entry);
Json channel_of(Station& station);                         // for the list of channels
Json summary(Station& station, Customer const& customer);  // for the list of customers
Json thread(Station& station, Customer const& customer);   // for the phone
Json posts(Station& station);                              // the newest first

}  // namespace balie::sandbox
