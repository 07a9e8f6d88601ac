// Messages as visitors see them: fewer words than agents get, and never an internal one.
#pragma once

#include "store/client_messages.hpp"

#include <balie/domain/attachment.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace balie::client {

// A visitor's own id of a message, kept apart from those of all other sessions: two may choose the same word.
std::string external_id_of(store::client_sessions::ClientSessionId session, std::string_view client_id);

// `session`: whose view it is; client_id is shown for messages that this session wrote.
nlohmann::json to_json(store::client_messages::ClientMessage const& message,
                       store::client_sessions::ClientSessionId session);
nlohmann::json to_json(Attachment const& attachment);

}  // namespace balie::client
