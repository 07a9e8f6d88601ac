// A file in a message, or one that waits for its message.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace balie {

struct Attachment {
    AttachmentId id;
    MessageId message_id;  // none while an upload waits for its message
    AttachmentKind kind = AttachmentKind::document;
    bool voice = false;
    AttachmentState state = AttachmentState::pending;
    std::string state_reason = {};
    std::string mime = {};
    std::string name = {};
    std::optional<std::int64_t> bytes = {};
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
    std::int64_t version = 1;
};

}  // namespace balie
