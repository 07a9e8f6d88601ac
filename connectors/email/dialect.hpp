// A mail as what happened: a message of a thread, or what became of one of ours.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::email {

struct Read {
    std::vector<InboundEvent> events;
    std::vector<std::string> files;  // the bytes of the message's attachments, in their order
};

// `address`: the inbox's own. Pure: the same bytes give the same events. Errors: malformed, too_large.
Result<Read> read_events(std::string_view mail, std::string_view address);

// Of a mail that is too large to fetch: its header alone.
Result<Read> read_head(std::string_view head, std::string_view address);

// What names an attachment: the mail's digest and the place among its files.
std::string media_id_of(std::string_view mail_digest, std::size_t place);

}  // namespace balie::connectors::email
