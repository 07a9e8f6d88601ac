// {"type", "timestamp", "data"}, as https://www.standardwebhooks.com advises (read 2026-11).
#include <connectors/api/render.hpp>

#include <balie/channel/file_link.hpp>
#include <balie/domain/words.hpp>
#include <connectors/api/dialect.hpp>
#include <connectors/json/writer.hpp>

#include <set>

namespace balie::connectors::api {
namespace {

using json::ObjectWriter;

constexpr auto link_lasts = std::chrono::hours{24};

// The address of the conversation stands first; a second one of its kind would be a second field of that name.
std::string contact_of(OutboundMessage const& message) {
    auto writer = ObjectWriter{};
    auto said = std::set<IdentityKind>{};
    for (auto const& identity : message.recipient) {
        if (!said.insert(identity.kind).second) { continue; }
        switch (identity.kind) {
            case IdentityKind::external:
                writer.text("external_id", identity.value);
                break;
            case IdentityKind::phone:
                writer.text("phone", '+' + identity.value);
                break;
            case IdentityKind::email:
                writer.text("email", identity.value);
                break;
            default:
                break;
        }
    }
    return writer.take();
}

std::string attachment_of(OutboundAttachment const& attachment, Frame const& frame) {
    auto const until = std::chrono::floor<std::chrono::seconds>(frame.at + link_lasts);
    auto const link = FileLink{frame.inbox, attachment.id, until.time_since_epoch().count()};
    auto writer = ObjectWriter{};
    writer.text("id", attachment.id).text("kind", to_word(attachment.kind));
    if (attachment.voice) { writer.yes("voice"); }
    writer.text_if_any("mime", attachment.mime).text_if_any("name", attachment.name);
    writer.text("url", frame.public_url + path_of(link, frame.key));
    return writer.take();
}

std::string attachments_of(OutboundMessage const& message, Frame const& frame) {
    auto list = std::string{"["};
    for (auto const& attachment : message.attachments) {
        if (list.size() > 1) { list += ','; }
        list += attachment_of(attachment, frame);
    }
    return list + ']';
}

std::string enveloped(std::string_view type, Frame const& frame, std::string const& data) {
    auto writer = ObjectWriter{};
    writer.text("type", type).text("timestamp", to_rfc3339(frame.at)).json("data", data);
    return writer.take();
}

std::string reaction_of(OutboundMessage const& message, Frame const& frame) {
    auto const& reaction = *message.reaction;
    auto data = ObjectWriter{};
    data.text("id", id_of(message)).text("inbox_id", frame.inbox).json("contact", contact_of(message));
    data.text("message_id", reaction.target_external_id).text_if_any("emoji", reaction.emoji);
    return enveloped(reaction.emoji.empty() ? "reaction.deleted" : "reaction.created", frame, data.take());
}

}  // namespace

std::string id_of(OutboundMessage const& message) { return std::string{own_id_mark} + message.opaque; }

std::string render(OutboundMessage const& message, Frame const& frame) {
    if (message.reaction) { return reaction_of(message, frame); }
    auto data = ObjectWriter{};
    data.text("id", id_of(message)).text("message_id", message.opaque.substr(0, message.opaque.find('.')));
    data.text("inbox_id", frame.inbox).json("contact", contact_of(message));
    data.text("text", message.text).json("attachments", attachments_of(message, frame));
    data.text_if_any("reply_to_id", message.reply_to_external_id);
    return enveloped("message.created", frame, data.take());
}

std::string render_ping(Frame const& frame) {
    auto data = ObjectWriter{};
    data.text("inbox_id", frame.inbox);
    return enveloped("ping", frame, data.take());
}

}  // namespace balie::connectors::api
