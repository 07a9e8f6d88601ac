// Files that come beside a text: MMS, and WhatsApp through an SMS platform.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::sms {

// An attachment of a stated MIME type; without one, the ending of the address tells.
InboundAttachment attachment_of(std::string url, std::string mime, std::string name = {});

// What a message is that has these files: the first one says.
ContentType content_type_of(std::vector<InboundAttachment> const& attachments) noexcept;

// Scheme, host and port of an address, or empty; and the host alone.
std::string_view origin_of(std::string_view url) noexcept;
std::string_view host_of(std::string_view url) noexcept;
// https, and the domain itself or a host below it.
bool is_below(std::string_view url, std::string_view domain) noexcept;

// GET to a file. `authorization` may be empty; it is not repeated to another host after a redirect.
Task<Result<FetchedMedia>> download(HttpClient& http, InboundAttachment attachment, std::string authorization,
                                    std::filesystem::path to, std::size_t bytes_max);

}  // namespace balie::connectors::sms
