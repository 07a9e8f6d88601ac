// A server's report on a mail of ours (RFC 3464) as what became of it.
#pragma once

#include <connectors/email/mime.hpp>

#include <balie/channel/inbound_event.hpp>

#include <optional>

namespace balie::connectors::email {

struct Bounce {
    DeliveryUpdate update;
    bool is_final = true;  // false: it is late, and still tried
};

// Absent: no report, or one that does not say which mail it is about.
std::optional<Bounce> bounce_in(Mail const& mail);

}  // namespace balie::connectors::email
