// What a user has begun to write in a conversation, as a reply or as a note.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace balie {

enum class DraftMode { reply, note };

constexpr std::string_view to_word(DraftMode mode) noexcept {
    return mode == DraftMode::reply ? "reply" : "note";
}

struct Draft {
    DraftMode mode = DraftMode::reply;
    std::string text = {};
    std::vector<AttachmentId> attachment_ids = {};
    std::int64_t version = 0;  // 0: nothing is kept yet
};

}  // namespace balie
