// What the page draws, as JSON.
#pragma once

#include "sandbox/customer.hpp"
#include "sandbox/json.hpp"

namespace balie::sandbox {

Json to_json(Entry const& entry);
Json summary(Customer const& customer);  // for the list of customers
Json thread(Customer const& customer);   // for the phone

}  // namespace balie::sandbox
