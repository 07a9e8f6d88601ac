// https://docs.x.com/x-api/activity/event-payloads (2026-08): what a post is to the account that hears of it.
#include <connectors/x/post.hpp>

#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::x {
namespace {

using json::ObjectWriter;

struct Escape {
    std::string_view written;
    char meant;
};
constexpr auto escapes = std::to_array<Escape>({{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}});

bool concerns(Post const& post, std::string const& us) {
    return post.reply_to_user == us || post.quoted_author_id == us ||
           std::find(post.mentions.begin(), post.mentions.end(), us) != post.mentions.end();
}

// A quote of ours counts as one even inside another conversation; of a stranger's post only when it answers nobody.
std::string_view relation_of(Post const& post, std::string const& us) {
    if (post.is_found && !concerns(post, us)) { return "found"; }
    auto const quotes = !post.quoted_id.empty();
    if (quotes && (post.quoted_author_id == us || post.reply_to_post.empty())) { return "quote"; }
    return post.reply_to_post.empty() ? "mention" : "reply";
}

// It answers our post that began the conversation. Deeper down nothing tells whose the conversation is.
bool is_under_own_post(Post const& post, std::string const& us) {
    return !post.conversation_id.empty() && post.reply_to_post == post.conversation_id &&
           post.reply_to_user == us;
}

std::string content_of(Post const& post, std::string const& us) {
    auto about = ObjectWriter{};
    about.text("relation", relation_of(post, us)).text("url", "https://x.com/i/status/" + post.id);
    about.text_if_any("edit_of", post.edit_of);
    if (is_under_own_post(post, us)) { about.yes("under_own_post"); }
    if (post.author_has_blocked) { about.yes("author_has_blocked"); }
    auto content = ObjectWriter{};
    content.json("post", about.take());
    if (!post.quoted_id.empty()) {
        auto quoted = ObjectWriter{};
        quoted.text("external_id", post.quoted_id).text_if_any("author_id", post.quoted_author_id);
        content.json("quoted", quoted.text_if_any("text", post.quoted_text).take());
    }
    return content.take();
}

// Whom a post of our own speaks to: the one it answers. Going on after a post of our own, the one it names.
std::string answered(Post const& post, std::string const& us) {
    if (!post.reply_to_user.empty() && post.reply_to_user != us) { return post.reply_to_user; }
    if (post.reply_to_post.empty()) { return {}; }
    auto const named = std::find_if(post.mentions.begin(), post.mentions.end(),
                                    [&us](auto const& one) { return one != us; });
    return named == post.mentions.end() ? std::string{} : *named;
}

// Only the newer posts name their conversation; of the older ones no more is known than what they answer.
std::string thread_of(Post const& post) {
    if (!post.conversation_id.empty()) { return post.conversation_id; }
    return post.reply_to_post.empty() ? post.id : post.reply_to_post;
}

}  // namespace

std::string unescaped(std::string text) {
    if (text.find('&') == std::string::npos) { return text; }
    auto plain = std::string{};
    auto rest = std::string_view{text};
    while (!rest.empty()) {
        auto const found = std::find_if(escapes.begin(), escapes.end(),
                                        [rest](auto const& one) { return rest.starts_with(one.written); });
        auto const is_escape = found != escapes.end();
        plain += is_escape ? found->meant : rest.front();
        rest.remove_prefix(is_escape ? found->written.size() : 1);
    }
    return plain;
}

std::optional<InboundEvent> post_event(Post post, std::string const& us, People const& people,
                                       json::Value const& item) {
    if (post.is_repost) { return std::nullopt; }
    if (post.id.empty() || post.author_id.empty()) {
        return json::unreadable("post without id or author", item);
    }
    auto const is_ours = post.author_id == us;
    auto customer = is_ours ? answered(post, us) : post.author_id;
    if (customer.empty()) { return std::nullopt; }
    auto message = InboundMessage{us,
                                  post.id,
                                  is_ours ? Direction::out : Direction::in,
                                  MessageKind::message,
                                  people.contact(std::move(customer)),
                                  post.at};
    message.content_type = ContentType::post;
    message.content = content_of(post, us);
    message.thread_key = thread_of(post);
    message.reply_to_external_id = post.reply_to_post;
    message.text = std::move(post.text);
    message.attachments = std::move(post.attachments);
    return message;
}

}  // namespace balie::connectors::x
