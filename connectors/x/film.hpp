// Films for X: they go up in pieces, and X works on them before they can be sent.
#pragma once

#include <balie/channel/connector.hpp>

#include <string>

namespace balie::connectors::x {

// A media id, or why there is none. An upload shows nothing to anybody: its failure is never `uncertain`.
struct Upload {
    std::string media_id = {};
    SendOutcome failure = {};

    Upload() = default;
};

// Of the message's only attachment. The client outlives the call. Takes three minutes at most; a film that X has not
// finished by then is to be sent again.
Task<Upload> upload_film(HttpClient& http, OutboundMessage message, Secrets secrets);

}  // namespace balie::connectors::x
