// https://developers.cm.com/messaging (read 2026-11)
#include <connectors/cm/connector.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/cm/abilities.hpp>
#include <connectors/cm/any_case.hpp>
#include <connectors/cm/dialect.hpp>
#include <connectors/cm/render.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/outcome.hpp>
#include <connectors/sms/phone.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::cm {
namespace {

constexpr auto default_base = std::string_view{"https://gw.cmtelecom.com"};
constexpr auto key_name = std::string_view{"key"};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"product_token", true, true, false},
    {"webhook_secret", true, true, false},
    {"from", false, true, true},
    {"via", false, false, false},
    {"template_namespace", false, false, false, {}, false, false, {}, "via", "WhatsApp"},
    {"templates", false, false, false, {}, false, false, {}, "via", "WhatsApp"},
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

// What can be told before anything is asked.
std::optional<SendOutcome> refused_at_once(OutboundMessage const& message, Capabilities const& can) {
    if (message.template_ && can.templates) { return std::nullopt; }
    return sms::unsendable(message, can.attachments_max);
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
    return abilities_of(settings);
}

Result<void> Cm::judge(Secrets const& settings) const {
    if (!is_way(settings["via"])) {
        return Error{ErrorCode::unprocessable, "settings.via is SMS, WhatsApp or RCS", "ill_formed",
                     "settings.via"};
    }
    if (auto const written = written_templates(settings["templates"]); !written) { return written.error(); }
    return {};
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
    if (auto outcome = refused_at_once(message, capabilities_of(secrets))) { co_return *std::move(outcome); }
    if (secrets["product_token"].empty()) {
        co_return sms::without_credentials("The inbox has no product token");
    }
    auto const to = recipient_of(message);
    if (to.empty()) { co_return sms::never("no_address", "The customer has no number"); }
    auto body = request_body(message, to, secrets);
    if (!body) { co_return sms::never(body.error().reason, body.error().detail); }
    auto call = HttpCall{"POST", url_of(secrets)};
    call.headers = {{"Content-Type", "application/json"}, {"User-Agent", "Balie/1.0.0"}};
    call.body = *std::move(body);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, message.opaque);
}

}  // namespace balie::connectors::cm
