// How a posted letter wants to be treated.
#pragma once

#include <balie/base/mail_client.hpp>
#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>

namespace balie::connectors::email {

// 4xx: again; 5xx: never; a refused log-in: when somebody has mended it; no answer after all of it left: nobody knows.
SendOutcome outcome_of(PostOutcome const& posted, std::string const& message_id);

// Of a letter for which there was no token.
SendOutcome outcome_of(Error const& error);

SendOutcome no_mail_client();
SendOutcome no_address();

}  // namespace balie::connectors::email
