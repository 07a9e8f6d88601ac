// Whether a person wrote a mail, or a machine that must never be answered by another.
#pragma once

#include <connectors/email/mime.hpp>

#include <string>

namespace balie::connectors::email {

// Why it counts as written by a machine ("auto_submitted", "precedence", "suppressed", "list", "bounce"); empty: a
// person wrote it (RFC 3834, RFC 2919, RFC 2369, [MS-OXCMAIL] 2.2.3.2.14).
std::string automatic_reason(Mail const& mail);

}  // namespace balie::connectors::email
