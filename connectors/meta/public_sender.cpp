// https://developers.facebook.com/docs/graph-api/reference/object/comments (read 2026-11)
#include <connectors/meta/public_sender.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};

Error unsendable(std::string detail, std::string reason) {
    return Error{ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

Result<void> sendable_in_public(OutboundMessage const& message, bool takes_photo) {
    if (message.thread_key.empty() && message.reply_to_external_id.empty()) {
        return unsendable("There is no post to comment on", "no_thread");
    }
    if (message.template_) { return unsendable("This channel has no templates", "template_unsupported"); }
    if (message.reaction) { return unsendable("This channel takes no reactions", "reaction_unsupported"); }
    if (message.attachments.empty() && message.text.empty()) {
        return unsendable("There is nothing to send", "empty");
    }
    if (message.attachments.empty()) { return {}; }
    if (!takes_photo) { return unsendable("Comments here are words alone", "attachment_unsupported"); }
    if (message.attachments.size() > 1) {
        return unsendable("A comment takes one picture", "too_many_attachments");
    }
    if (message.attachments.front().kind != AttachmentKind::image) {
        return unsendable("A comment takes pictures alone", "attachment_unsupported");
    }
    return {};
}

std::vector<FormPart> photo_parts(OutboundMessage const& message) {
    auto const& attachment = message.attachments.front();
    auto file = FormPart{"source"};
    file.file = attachment.file;
    file.file_name = attachment.name.empty() ? "file" : attachment.name;
    file.mime = attachment.mime;
    auto parts = std::vector<FormPart>{};
    if (!message.text.empty()) { parts.push_back(FormPart{"message", message.text}); }
    parts.push_back(std::move(file));
    return parts;
}

HttpCall comment_call(OutboundMessage const& message, std::string url, Secrets const& secrets) {
    if (message.attachments.empty()) {
        auto body = json::ObjectWriter{}.text("message", message.text).take();
        return graph_post(std::move(url), std::move(body), secrets);
    }
    auto call = graph_call("POST", std::move(url), secrets);
    call.parts = photo_parts(message);
    call.timeout = transfer_timeout;
    return call;
}

}  // namespace

Task<SendOutcome> PublicSender::send(OutboundMessage message, Secrets secrets) {
    auto const form = sendable_in_public(message, edges_.takes_photo);
    if (!form) { co_return never(form.error().reason, form.error().detail); }
    if (secrets["access_token"].empty()) { co_return without_token(); }
    auto const& parent = message.reply_to_external_id;
    auto const is_to_post = parent.empty() || parent == message.thread_key;
    auto const target = is_to_post ? message.thread_key : parent;
    auto const edge = is_to_post ? edges_.of_post : edges_.of_comment;
    auto url = graph_url(secrets, {target, edge});
    auto call = comment_call(message, std::move(url), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, "id", page_error_rows());
}

}  // namespace balie::connectors::meta
