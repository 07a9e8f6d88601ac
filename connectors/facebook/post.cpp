// https://developers.facebook.com/docs/graph-api/webhooks/reference/page (read 2026-11)
#include <connectors/facebook/post.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::facebook {
namespace {

using json::ObjectWriter;

void add_file(InboundMessage& message, AttachmentKind kind, std::string url) {
    auto const is_known = std::any_of(message.attachments.begin(), message.attachments.end(),
                                      [&url](auto const& one) { return one.url == url; });
    if (is_known || !meta::is_fetchable(url)) { return; }
    auto attachment = InboundAttachment{kind};
    attachment.url = std::move(url);
    message.attachments.push_back(std::move(attachment));
}

// A photo's own post gives its address as `link`, a post of several as a list.
void read_files(Change const& change, InboundMessage& message) {
    auto const& value = change.value;
    add_file(message, AttachmentKind::image, json::text(value, "photo"));
    add_file(message, AttachmentKind::video, json::text(value, "video"));
    if (change.item == "photo") { add_file(message, AttachmentKind::image, json::text(value, "link")); }
    if (change.item == "video") { add_file(message, AttachmentKind::video, json::text(value, "link")); }
    auto const* const photos = json::array_in(value, "photos");
    if (photos == nullptr) { return; }
    for (auto const& one : *photos) {
        if (!one.is_string()) { continue; }
        add_file(message, AttachmentKind::image, storable(std::string{std::string_view{one.get_string()}}));
    }
}

std::string content_of(Change const& change, std::string_view source) {
    auto content = ObjectWriter{};
    auto const link = json::text(change.value, "link");
    if (change.item != "photo" && change.item != "video" && meta::is_fetchable(link)) {
        auto const share = ObjectWriter{}.text("type", change.item).text("url", link).take();
        content.json("shares", '[' + share + ']');
    }
    if (source == "mention") { content.yes("mention"); }
    if (source == "ratings") {
        auto const verdict = meta::name_in(change.value, "recommendation_type");
        auto rating = ObjectWriter{};
        rating.text_if_any("recommendation", verdict)
            .text_if_any("rating", meta::id_in(change.value, "rating"));
        if (!rating.is_empty()) { content.json("review", rating.take()); }
    }
    auto const permalink = json::text(change.value, "permalink_url");
    if (meta::is_fetchable(permalink)) { content.text("url", permalink); }
    return content.is_empty() ? std::string{} : content.take();
}

}  // namespace

InboundMessage post_message(Change const& change, std::string_view source) {
    auto message = InboundMessage{};
    message.address = change.address;
    message.external_id = change.id;
    message.direction = change.is_ours ? Direction::out : Direction::in;
    message.contact = change.contact;
    message.platform_at = change.at;
    message.content_type = change.is_comment() ? ContentType::comment : ContentType::post;
    message.text = json::text(change.value, "message");
    if (message.text.empty()) { message.text = json::text(change.value, "review_text"); }
    read_files(change, message);
    message.content = content_of(change, source);
    message.thread_key = change.post;
    auto parent = meta::id_in(change.value, "parent_id");
    if (change.is_comment() && parent != change.post) { message.reply_to_external_id = std::move(parent); }
    return message;
}

}  // namespace balie::connectors::facebook
