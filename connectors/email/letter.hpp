// A message of ours as the bytes of a mail.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <vector>

namespace balie::connectors::email {

struct LetterHead {
    std::string from;  // the inbox's address
    std::string from_name;
    std::string to;
    std::string message_id;  // without brackets
    Time at;
};

// Plain text with attachments, answering what the message says that it answers. Reads the files: blocks. Errors:
// unavailable (a file cannot be read), too_large.
Result<std::string> write_letter(LetterHead const& head, OutboundMessage const& message);

// "Re: Delivery of my order": once, whatever stood before it.
std::string answering_subject(std::string_view subject);

}  // namespace balie::connectors::email
