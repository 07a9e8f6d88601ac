// https://developers.facebook.com/docs/messenger-platform/send-messages/saving-assets (2026-04-22)
#include <connectors/meta/private_sender.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/meta/page_errors.hpp>
#include <connectors/meta/render.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto transfer_timeout = std::chrono::seconds{120};

std::vector<FormPart> upload_parts(OutboundAttachment const& attachment, Platform const& platform) {
    auto held = json::ObjectWriter{};
    held.text("type", attachment_word(attachment.kind));
    held.json("payload", R"({"is_reusable":true})");
    auto message = FormPart{"message", json::ObjectWriter{}.json("attachment", held.take()).take()};
    auto file = FormPart{"filedata"};
    file.file = attachment.file;
    file.file_name = attachment.name.empty() ? "file" : attachment.name;
    file.mime = attachment.mime;
    auto parts = std::vector<FormPart>{std::move(message), std::move(file)};
    if (platform.customer == IdentityKind::igsid) { parts.push_back(FormPart{"platform", "instagram"}); }
    return parts;
}

// Whatever became of an upload, the customer has seen nothing of it.
SendOutcome not_sent(SendOutcome outcome) {
    if (outcome.verdict == Verdict::uncertain) { outcome.verdict = Verdict::retry; }
    return outcome;
}

}  // namespace

Task<SendOutcome> PrivateSender::send(OutboundMessage message, Secrets secrets) {
    auto const form = sendable_in_private(message, platform_.customer);
    if (!form) { co_return never(form.error().reason, form.error().detail); }
    if (secrets["access_token"].empty()) { co_return without_token(); }
    auto attachment_id = std::string{};
    if (!message.attachments.empty()) {
        auto uploaded = co_await upload(message.attachments.front(), secrets);
        if (uploaded.attachment_id.empty()) { co_return std::move(uploaded.failure); }
        attachment_id = std::move(uploaded.attachment_id);
    }
    auto body = render_private(message, platform_.customer, attachment_id, secrets["page_id"]);
    auto call = graph_post(graph_url(secrets, {account_node(secrets), "messages"}), std::move(body), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, "message_id", page_error_rows());
}

Task<PrivateSender::Upload> PrivateSender::upload(OutboundAttachment attachment, Secrets secrets) {
    auto upload = Upload{};
    auto url = graph_url(secrets, {account_node(secrets), "message_attachments"});
    auto call = graph_call("POST", std::move(url), secrets);
    call.parts = upload_parts(attachment, platform_);
    call.timeout = transfer_timeout;
    auto const answer = co_await http_.call(std::move(call));
    auto outcome = outcome_of(answer, "attachment_id", page_error_rows());
    if (outcome.verdict == Verdict::accepted) {
        upload.attachment_id = std::move(outcome.external_id);
    } else {
        upload.failure = not_sent(std::move(outcome));
    }
    co_return upload;
}

}  // namespace balie::connectors::meta
