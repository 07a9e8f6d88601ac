// What the organisation's back end is told of a reply that no client took. Pure.
#pragma once

#include "store/client_pushes.hpp"

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>
#include <balie/channel/outbound_message.hpp>

namespace balie::client {

// A Standard Webhook to the inbox's `push_url`, signed with its `push_secret`.
HttpCall push_call(store::client_pushes::Push const& push, InboxId inbox, Secrets const& settings, Time now);

// What an answer means: taken, to be tried again, or never.
SendOutcome push_outcome(boost::system::result<HttpAnswer, CallFailure> const& answer);

}  // namespace balie::client
