// A comment states no time of its own: the entry's stands in.
// https://developers.facebook.com/docs/graph-api/webhooks/reference/instagram (read 2026-11)
#include <connectors/instagram/comment.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/meta/anonymous.hpp>

namespace balie::connectors::instagram {
namespace {

using json::Object;
using json::ObjectWriter;

InboundContact commenter(Object const* from, std::string_view external_id) {
    auto contact = InboundContact{};
    auto id = from == nullptr ? std::string{} : meta::id_in(*from, "id");
    if (id.empty()) { return meta::anonymous(external_id); }
    contact.identities.emplace_back(IdentityKind::igsid, std::move(id));
    contact.username = meta::name_in(*from, "username");
    return contact;
}

std::string medium(Object const* media, bool is_live) {
    auto content = ObjectWriter{};
    if (is_live) { content.yes("live"); }
    auto what = ObjectWriter{};
    if (media != nullptr) {
        what.text_if_any("id", meta::id_in(*media, "id"));
        what.text_if_any("product", meta::name_in(*media, "media_product_type"));
        what.text_if_any("ad_id", meta::id_in(*media, "ad_id"));
        what.text_if_any("ad_title", meta::name_in(*media, "ad_title"));
    }
    if (!what.is_empty()) { content.json("media", what.take()); }
    return content.is_empty() ? std::string{} : content.take();
}

}  // namespace

InboundEvent comment_event(meta::Entry const& entry, json::Value const& value, bool is_live) {
    auto const* const comment = value.if_object();
    auto id = comment == nullptr ? std::string{} : meta::id_in(*comment, "id");
    if (id.empty()) { return meta::unreadable("comment without id", value); }
    auto const* const from = json::object_in(*comment, "from");
    auto const* const media = json::object_in(*comment, "media");
    auto message = InboundMessage{};
    message.address = entry.address;
    message.contact = commenter(from, id);
    message.platform_at = entry.at;
    message.content_type = ContentType::comment;
    message.text = json::text(*comment, "text");
    message.content = medium(media, is_live);
    message.reply_to_external_id = meta::id_in(*comment, "parent_id");
    message.thread_key = media == nullptr ? std::string{} : meta::id_in(*media, "id");
    if (message.thread_key.empty()) { message.thread_key = id; }
    // What the account itself wrote comes back as everybody else's comments do.
    if (from != nullptr && meta::id_in(*from, "id") == entry.address) { message.direction = Direction::out; }
    message.external_id = std::move(id);
    return message;
}

// Neither who nor what is told, only where: the agent follows the address in Instagram.
InboundEvent mention_event(meta::Entry const& entry, json::Value const& value) {
    auto const* const mention = value.if_object();
    auto media = mention == nullptr ? std::string{} : meta::id_in(*mention, "media_id");
    auto const comment = mention == nullptr ? std::string{} : meta::id_in(*mention, "comment_id");
    if (media.empty()) { return meta::unreadable("mention without media", value); }
    auto message = InboundMessage{};
    message.address = entry.address;
    message.external_id = comment.empty() ? "mention:" + media : comment;
    message.contact = meta::anonymous(message.external_id);
    message.platform_at = entry.at;
    message.content_type = ContentType::comment;
    auto what = ObjectWriter{};
    what.text("media_id", media).text_if_any("comment_id", comment);
    message.content = ObjectWriter{}.json("mention", what.take()).take();
    message.thread_key = std::move(media);
    return message;
}

}  // namespace balie::connectors::instagram
