// One switch from unit to counter.
#include "desk/text_length.hpp"

#include "desk/sms_segments.hpp"
#include "desk/weighted_length.hpp"

#include <balie/base/text.hpp>

namespace balie::desk {

std::size_t length_of(std::string_view text, TextUnit unit) {
    switch (unit) {
        case TextUnit::characters:
            return count_characters(text);
        case TextUnit::utf8_bytes:
            return text.size();
        case TextUnit::sms_segments:
            return sms_segments(text);
        case TextUnit::weighted:
            break;
    }
    return weighted_length(text);
}

}  // namespace balie::desk
