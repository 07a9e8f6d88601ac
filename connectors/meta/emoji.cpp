// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-reactions (read 2026-11)
#include <connectors/meta/emoji.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace balie::connectors::meta {
namespace {

constexpr auto signs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"like", "👍"},
    {"dislike", "👎"},
    {"love", "❤️"},
    {"care", "🤗"},
    {"haha", "😆"},
    {"smile", "😆"},
    {"wow", "😮"},
    {"sad", "😢"},
    {"sorry", "😢"},
    {"angry", "😠"},
    {"anger", "😠"},
});

}  // namespace

std::string emoji_of(std::string_view word) {
    auto const small = lowered(word);
    auto const known =
        std::find_if(signs.begin(), signs.end(), [&small](auto const& one) { return one.first == small; });
    return std::string{known == signs.end() ? word : known->second};
}

}  // namespace balie::connectors::meta
