// A copy of a mail in the folder of what was sent.
#pragma once

#include "mail/place.hpp"
#include "mail/stop.hpp"

#include <balie/base/mail_client.hpp>
#include <balie/base/result.hpp>

#include <string_view>

namespace balie::mail {

// Blocks. Nothing is done when a mail of that id is there: some servers keep a copy by themselves. Errors: see MailClient.
Result<void> keep_copy(SentCopy const& copy, std::string_view mail, Options const& options, Stop const& stop);

}  // namespace balie::mail
