// https://developers.cm.com/messaging (read 2026-11)
#include <connectors/cm/connector.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/cm/abilities.hpp>
#include <connectors/cm/any_case.hpp>
#include <connectors/cm/dialect.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/outcome.hpp>
#include <connectors/sms/phone.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

using json::ObjectWriter;

constexpr auto default_base = std::string_view{"https://gw.cmtelecom.com"};
constexpr auto key_name = std::string_view{"key"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"product_token", true, true, false},
    {"webhook_secret", true, true, false},
    {"from", false, true, true},
    {"via", false, false, false},
    {"api_base", false, false, false},
});

constexpr auto rows = std::to_array<sms::CodeTreatment>({
    {101, 103, Verdict::reauthorize},  // the token, the balance, the key
    {201, 203, Verdict::rejected},     // partly taken, or malformed
    {301, 305, Verdict::rejected},     // a field
    {401, 403, Verdict::rejected},     // spam, blacklisted, rejected
    {500, 500, Verdict::retry},
});

std::string recipient_of(OutboundMessage const& message) {
    auto const found = std::find_if(message.recipient.begin(), message.recipient.end(),
                                    [](auto const& one) { return one.kind == IdentityKind::phone; });
    return found == message.recipient.end() ? std::string{} : "00" + found->value;
}

// Pictures and films say beforehand how much room they want on a screen.
std::string media_of(OutboundAttachment const& file, bool over_rcs) {
    auto const is_shown = file.kind == AttachmentKind::image || file.kind == AttachmentKind::video;
    auto media = ObjectWriter{};
    media.text_if_any("mediaName", file.name).text("mediaUri", file.url).text("mimeType", file.mime);
    if (over_rcs && is_shown) { media.text("mediaHeight", "medium"); }
    auto item = ObjectWriter{};
    return item.json("media", media.take()).take();
}

std::string request_body(OutboundMessage const& message, std::string const& to, Secrets const& secrets) {
    auto number = ObjectWriter{};
    number.text("number", to);
    auto content = ObjectWriter{};
    content.text("type", "auto").text("content", message.text);
    auto item = ObjectWriter{};
    item.text("from", secrets["from"]).json("to", '[' + number.take() + ']').json("body", content.take());
    item.number("minimumNumberOfMessageParts", 1).number("maximumNumberOfMessageParts", 8);
    item.text("reference", message.opaque);
    auto const way = way_of(secrets);
    item.json("allowedChannels", "[\"" + std::string{word_of(way)} + "\"]");
    if (!message.attachments.empty()) {
        auto rich = ObjectWriter{};
        rich.json("conversation", '[' + media_of(message.attachments.front(), way == Way::rcs) + ']');
        item.json("richContent", rich.take());
    }
    auto token = ObjectWriter{};
    token.text("productToken", secrets["product_token"]);
    auto messages = ObjectWriter{};
    messages.json("authentication", token.take()).json("msg", '[' + item.take() + ']');
    return ObjectWriter{}.json("messages", messages.take()).take();
}

std::string url_of(Secrets const& secrets) {
    auto base = secrets["api_base"].empty() ? default_base : secrets["api_base"];
    while (base.ends_with('/')) { base.remove_suffix(1); }
    return std::string{base} + "/v1.0/message";
}

std::optional<std::int64_t> code_in(json::Object const& object, std::string_view key) {
    auto const* const value = value_of(object, key);
    return value == nullptr ? std::nullopt : json::integer(object, key);
}

// {"details", "errorCode", "messages": [{"messageDetails", "messageErrorCode"}]}: that of the message says more.
// Without any code: the answer cannot be read.
sms::StatedError stated_result(std::string_view body) {
    auto result = sms::StatedError{};
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (root == nullptr) { return result; }
    result.code = code_in(*root, "errorCode");
    result.title = text_of(*root, "details");
    auto const* const list = json::array_in(*root, "messages");
    auto const* const first = list == nullptr || list->empty() ? nullptr : list->front().if_object();
    auto const own = first == nullptr ? std::nullopt : code_in(*first, "messageErrorCode");
    if (own && *own != 0) {
        result.code = own;
        result.title = text_of(*first, "messageDetails");
    }
    return result;
}

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer,
                       std::string const& reference) {
    if (!answer) { return sms::failed(answer.error()); }
    auto const result = stated_result(answer->body);
    if (sms::is_success(*answer)) {
        if (!result.code) { return sms::unreadable_answer(); }
        if (*result.code == 0) { return sms::accepted(reference); }
    }
    return sms::refused(*answer, result, rows);
}

std::string_view key_in(Fields const& query) {
    auto const found =
        std::find_if(query.begin(), query.end(), [](auto const& one) { return one.first == key_name; });
    return found == query.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets, std::filesystem::path to,
                                        std::size_t bytes_max) {
    co_return co_await sms::download(http_, std::move(attachment), {}, std::move(to), bytes_max);
}

Capabilities const& Cm::capabilities() const noexcept { return all_abilities(); }

Capabilities const& Cm::capabilities_of(Secrets const& settings) const noexcept {
    return abilities_of(way_of(settings));
}

Result<void> Cm::judge(Secrets const& settings) const {
    if (is_way(settings["via"])) { return {}; }
    return Error{ErrorCode::unprocessable, "settings.via is SMS, WhatsApp or RCS", "ill_formed",
                 "settings.via"};
}

std::span<SettingField const> Cm::settings() const noexcept { return setting_fields; }

std::string Cm::address(Secrets const& settings) const { return sms::address_of(settings["from"]); }

std::string Cm::webhook_query(Secrets const& settings) const {
    auto const secret = settings["webhook_secret"];
    return secret.empty() ? std::string{} : std::string{key_name} + '=' + percent_encode(secret);
}

// Digests have one length, so that not even the secret's length shows in the time.
Result<void> Cm::verify(WebhookRequest const& request, Secrets const& secrets) const {
    auto const secret = secrets["webhook_secret"];
    if (secret.empty() || !equal_in_constant_time(sha256(key_in(request.query)), sha256(secret))) {
        return Error{ErrorCode::unauthenticated, "wrong key"};
    }
    return {};
}

Result<std::vector<InboundEvent>> Cm::parse(WebhookRequest const& request) const {
    return cm::parse(request);
}

Task<SendOutcome> Cm::send(OutboundMessage message, Secrets secrets) {
    auto const files_max = capabilities_of(secrets).attachments_max;
    if (auto outcome = sms::unsendable(message, files_max)) { co_return *std::move(outcome); }
    if (secrets["product_token"].empty()) {
        co_return sms::without_credentials("The inbox has no product token");
    }
    auto const to = recipient_of(message);
    if (to.empty()) { co_return sms::never("no_address", "The customer has no number"); }
    auto call = HttpCall{"POST", url_of(secrets)};
    call.headers = {{"Content-Type", "application/json"}, {"User-Agent", "Balie/1.0.0"}};
    call.body = request_body(message, to, secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, message.opaque);
}

}  // namespace balie::connectors::cm
