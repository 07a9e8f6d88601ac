// Files and other things that hang on a message of Messenger or Instagram.
#pragma once

#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

// Fills attachments, content type, and the members of content for what is no file: a place, a share, a product.
// Addresses that nothing may be fetched from are left out.
void read_attachments(Exchange const& exchange, json::Object const& stated, InboundMessage& message,
                      json::ObjectWriter& content);

}  // namespace balie::connectors::meta
