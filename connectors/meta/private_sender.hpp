// Private messages of a page or an Instagram account: a file is uploaded first and then sent by its id.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/meta/exchange.hpp>

#include <string>

namespace balie::connectors::meta {

class PrivateSender {
public:
    // The client outlives the sender.
    PrivateSender(HttpClient& http, Platform platform) : http_(http), platform_(platform) {}

    // Once; says in its verdict what became of it.
    Task<SendOutcome> send(OutboundMessage message, Secrets secrets);

private:
    // An id, or why there is none. An upload shows nothing to anybody: its failure is never `uncertain`.
    struct Upload {
        std::string attachment_id = {};
        SendOutcome failure = {};

        Upload() = default;
    };
    Task<Upload> upload(OutboundAttachment attachment, Secrets secrets);

    HttpClient& http_;
    Platform platform_;
};

}  // namespace balie::connectors::meta
