// An outbox item as the message that a connector sends.
#pragma once

#include "store/outbox.hpp"

#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace balie::delivery {

// What the message's content says beside its text.
struct Content {
    std::optional<OutboundTemplate> template_ = {};
    std::optional<MessageId> reaction_to = {};
    std::string emoji = {};
    std::vector<std::string> copies = {};  // of a mail: who else gets it
};

// Error: malformed, for content that is not as store/messages writes it.
Result<Content> content_of(OutboxItem const& item);

// "1042.2": which message, which attempt. It goes into whatever field the platform gives back.
std::string opaque_of(OutboxItem const& item);

// `target`: the external id of the message that a reaction is about. `files`: the media folder.
OutboundMessage envelope(OutboxItem const& item, Content content, std::string target,
                         std::filesystem::path const& files);

}  // namespace balie::delivery
