// What a receiver's answer to a webhook means for the message in it.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>

namespace balie::connectors::api {

// `id`: of the webhook, which becomes the message's external id when it was taken.
SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer, std::string id);

}  // namespace balie::connectors::api
