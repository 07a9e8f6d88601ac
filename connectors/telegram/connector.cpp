// What the channel is, and what it can do. https://core.telegram.org/bots/api (read 2026-11)
#include <connectors/telegram/connector.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/telegram/api.hpp>
#include <connectors/telegram/chat.hpp>
#include <connectors/telegram/dialect.hpp>
#include <connectors/telegram/render.hpp>

#include <array>

namespace balie::connectors::telegram {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto transfer_timeout = std::chrono::seconds{120};
constexpr auto secret_header = std::string_view{"X-Telegram-Bot-Api-Secret-Token"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"bot_token", true, true, false},
    {"secret_token", true, true, false},
    {"api_base", false, false, false},
});

Capabilities telegram_capabilities() {
    auto can = Capabilities{};
    can.text_max = 4096;
    can.caption_max = 1024;
    can.media = {{AttachmentKind::image, 10 * mebibyte, {"image/jpeg", "image/png"}},
                 {AttachmentKind::video, 50 * mebibyte, {"video/mp4"}},
                 {AttachmentKind::audio, 50 * mebibyte, {"audio/mpeg", "audio/mp4", "audio/ogg"}},
                 {AttachmentKind::document,
                  50 * mebibyte,
                  {"application/pdf", "text/plain", "application/zip", "image/gif", "application/msword",
                   "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}},
                 {AttachmentKind::sticker, mebibyte / 2, {"image/webp"}}};
    can.attachments_max = 1;
    can.replies = can.reactions = can.typing = true;
    can.public_ = true;  // groups: all their members read what is said
    can.mostly_private = true;
    can.sends_per_second = 30;
    can.sends_burst = 30;
    return can;
}

// A reaction has no id of its own: it is known by the message that it stands under.
SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer,
                       OutboundMessage const& message, std::string const& connection) {
    if (!answer) { return platform::failed(answer.error()); }
    auto const document = json::Document{answer->body};
    auto const is_refusal = answer->status < 200 || answer->status > 299;
    if (is_refusal || (document.root() != nullptr && !is_ok(document))) { return refused(*answer); }
    auto outcome = SendOutcome{};
    if (is_ok(document) && message.reaction) {
        outcome.external_id = "reaction:" + message.reaction->target_external_id;
    } else if (auto const* const sent = result_of(document)) {
        auto const name = MessageName{connection, chat_in(*sent).id, json::id_in(*sent, "message_id")};
        if (!name.chat.empty() && !name.number.empty()) { outcome.external_id = name.written(); }
    }
    if (!outcome.external_id.empty()) {
        outcome.verdict = Verdict::accepted;
        return outcome;
    }
    outcome.code = "unreadable_answer";
    outcome.reason = "The platform's answer could not be read";
    return outcome;
}

}  // namespace

Capabilities const& Telegram::capabilities() const noexcept {
    static auto const capabilities = telegram_capabilities();
    return capabilities;
}

std::span<SettingField const> Telegram::settings() const noexcept { return setting_fields; }

std::string Telegram::address(Secrets const& settings) const {
    auto const token = settings["bot_token"];
    auto const id = token.substr(0, token.find(':'));
    auto const is_id = !id.empty() && id.size() < token.size() &&
                       id.find_first_not_of("0123456789") == std::string_view::npos;
    return is_id ? std::string{id} : std::string{};
}

// Telegram shakes no hands.
std::optional<WebhookReply> Telegram::challenge(WebhookRequest const&, Secrets const&) const {
    return std::nullopt;
}

// Nothing is signed: the word that we gave with setWebhook comes back with every call. Digests have one length, so
// that not even the word's length shows in the time.
Result<void> Telegram::verify(WebhookRequest const& request, Secrets const& secrets) const {
    auto const secret = secrets["secret_token"];
    auto const given = sole_header(request.headers, secret_header);
    if (secret.empty() || !equal_in_constant_time(sha256(given), sha256(secret))) {
        return Error{ErrorCode::unauthenticated, given.empty() ? "no secret token" : "wrong secret token"};
    }
    return {};
}

Result<std::vector<InboundEvent>> Telegram::parse(WebhookRequest const& request) const {
    return telegram::parse(request.body);
}

Task<SendOutcome> Telegram::send(OutboundMessage message, Secrets secrets) {
    auto const request = render(message);
    if (!request) { co_return platform::never(request.error().reason, request.error().detail); }
    if (address(secrets).empty()) {
        co_return platform::needs_token("no_bot_token", "The inbox has no bot token");
    }
    auto call = api_call(request->method, request->body, secrets);
    call.parts = request->parts;
    if (!call.parts.empty()) { call.timeout = transfer_timeout; }
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, message, request->connection);
}

}  // namespace balie::connectors::telegram
