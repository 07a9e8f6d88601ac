// What a user has begun to write in a conversation, as a reply, a note or a side question.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace balie {

enum class DraftMode { reply, note, side_question };

constexpr std::string_view to_word(DraftMode mode) noexcept {
    if (mode == DraftMode::side_question) { return "side_question"; }
    return mode == DraftMode::reply ? "reply" : "note";
}

// Whatever else it says, it is a reply.
constexpr DraftMode draft_mode_of(std::string_view word) noexcept {
    if (word == "side_question") { return DraftMode::side_question; }
    return word == "note" ? DraftMode::note : DraftMode::reply;
}

struct Draft {
    DraftMode mode = DraftMode::reply;
    std::string text = {};
    std::vector<AttachmentId> attachment_ids = {};
    std::int64_t version = 0;  // 0: nothing is kept yet
};

}  // namespace balie
