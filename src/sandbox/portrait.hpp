// A picture of a customer, drawn from their name: a face that is always the same for the same person.
#pragma once

#include "sandbox/customer.hpp"
#include "sandbox/media_shelf.hpp"

#include <string>

namespace balie::sandbox {

// As PNG, 96 pixels square.
std::string portrait_of(Customer const& customer);

// Put on the shelf: platforms give a picture a new address at each asking.
MediaFile const& shelved_portrait(MediaShelf& shelf, Customer const& customer);

}  // namespace balie::sandbox
