// What the desk sends: the body of POST /{phone_number_id}/messages, understood.
#pragma once

#include "sandbox/entry.hpp"
#include "sandbox/json.hpp"
#include "sandbox/media_shelf.hpp"

#include <string>

namespace balie::sandbox {

struct DeskMessage {
    std::string recipient;  // a number or a business-scoped id
    Entry entry;
    std::string reaction_to;  // when it is a reaction: to this message, with entry.text as the emoji
    int error = 0;            // the code with which the platform refuses it
    std::string details;
};

DeskMessage read_desk_message(Json const& body, MediaShelf const& media);

}  // namespace balie::sandbox
