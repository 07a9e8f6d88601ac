#include <connectors/email/connector.hpp>

#include <connectors/email/dialect.hpp>
#include <connectors/email/letter.hpp>
#include <connectors/email/message_id.hpp>
#include <connectors/email/outcome.hpp>

#include <balie/base/email_address.hpp>
#include <balie/base/log.hpp>
#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace balie::connectors::email {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto file_bytes_max = 20 * mebibyte;
constexpr auto copies_max = std::size_t{1'000};  // inboxes of which it is known how the newest copy went
constexpr auto files_timeout = std::chrono::milliseconds{180'000};

// To the provider themselves, and to the mail servers what is had by them.
constexpr auto grant_goes_to = std::string_view{"provider tenant token_url imap_host smtp_host"};

constexpr auto copying_hosts = std::array{std::string_view{"gmail.com"}, std::string_view{"googlemail.com"},
                                          std::string_view{"google.com"}, std::string_view{"office365.com"},
                                          std::string_view{"outlook.com"}};

constexpr auto setting_fields = std::to_array<SettingField>({
    {.name = "address", .address = true},
    {.name = "display_name", .required = false},
    {.name = "auth", .required = false, .usual = "password"},
    {.name = "provider", .when = "auth", .has = "oauth"},
    {.name = "tenant", .when = "provider", .has = "microsoft"},
    {.name = "token_url", .when = "provider", .has = "other"},
    {.name = "client_id", .when = "auth", .has = "oauth"},
    {.name = "client_secret",
     .secret = true,
     .required = false,
     .sent_to = grant_goes_to,
     .when = "auth",
     .has = "oauth"},
    {.name = "refresh_token",
     .secret = true,
     .required = false,
     .sent_to = grant_goes_to,
     .when = "auth",
     .has = "oauth"},
    {.name = "scope", .required = false, .when = "auth", .has = "oauth"},
    {.name = "imap_host"},
    {.name = "imap_port", .required = false},
    {.name = "imap_security", .required = false},
    {.name = "imap_user", .required = false},
    {.name = "imap_password", .secret = true, .sent_to = "imap_host", .when = "auth", .has = "password"},
    {.name = "folder", .required = false},
    {.name = "smtp_host"},
    {.name = "smtp_port", .required = false},
    {.name = "smtp_security", .required = false},
    {.name = "smtp_user", .required = false},
    {.name = "smtp_password",
     .secret = true,
     .required = false,
     .sent_to = "smtp_host",
     .when = "auth",
     .has = "password"},
    {.name = "sent_copy", .required = false},
    {.name = "reply_key", .secret = true, .required = false, .generated = true},
});

Capabilities email_capabilities() {
    auto can = Capabilities{};
    can.text_max = can.caption_max = 100'000;
    can.media = {
        {AttachmentKind::image, file_bytes_max, {"image/jpeg", "image/png", "image/gif", "image/webp"}},
        {AttachmentKind::audio,
         file_bytes_max,
         {"audio/aac", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm", "audio/wav"}},
        {AttachmentKind::video, file_bytes_max, {"video/mp4", "video/webm", "video/quicktime"}},
        {AttachmentKind::document,
         file_bytes_max,
         {"application/pdf", "text/plain", "text/csv", "application/zip", "application/msword",
          "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation"}},
    };
    can.attachments_max = 10;
    can.subjects = true;
    can.sends_per_second = 2;
    can.sends_burst = 20;
    return can;
}

std::optional<MailSecurity> security_of(std::string_view word) {
    if (word.empty() || word == "tls") { return MailSecurity::tls; }
    if (word == "starttls") { return MailSecurity::starttls; }
    if (word == "none") { return MailSecurity::none; }
    return std::nullopt;
}

std::string or_else(std::string_view value, std::string_view otherwise) {
    return std::string{value.empty() ? otherwise : value};
}

std::string own_address(Secrets const& secrets) { return lowered(trimmed(secrets["address"])); }

MailServer post_office(Secrets const& secrets) {
    auto server = MailServer{};
    server.host = secrets["smtp_host"];
    server.security = security_of(secrets["smtp_security"]).value_or(MailSecurity::tls);
    server.port = or_else(secrets["smtp_port"], server.security == MailSecurity::tls ? "465" : "587");
    server.user = or_else(secrets["smtp_user"], or_else(secrets["imap_user"], secrets["address"]));
    if (uses_oauth(secrets)) { return server; }
    auto const is_one_host = secrets["smtp_host"] == secrets["imap_host"];
    server.password =
        or_else(secrets["smtp_password"], is_one_host ? secrets["imap_password"] : std::string_view{});
    if (server.password.empty()) { server.user = {}; }
    return server;
}

// Google and Microsoft put what they send into the folder by themselves.
bool keeps_copy(Secrets const& secrets) {
    if (!secrets["sent_copy"].empty()) { return secrets["sent_copy"] == "true"; }
    auto const host = lowered(trimmed(secrets["smtp_host"]));
    return std::ranges::none_of(copying_hosts, [&host](std::string_view one) {
        return host == one || host.ends_with("." + std::string{one});
    });
}

Error fault(std::string_view field, std::string_view detail) {
    auto const name = "settings." + std::string{field};
    return Error{ErrorCode::unprocessable, name + " " + std::string{detail}, "ill_formed", name};
}

bool is_port(std::string_view text) {
    return text.size() <= 5 &&
           std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

HealthCheck check_of(std::string name, Result<void> const& tried) {
    return HealthCheck{std::move(name), tried.has_value(), tried ? std::string{} : tried.error().detail};
}

}  // namespace

Email::Email(HttpClient& http, MailClient* mail, std::filesystem::path const& media_folder,
             SecretKeeper* keeper)
    : mail_(mail), files_(media_folder / "mail"), tokens_(http, keeper) {}

Capabilities const& Email::capabilities() const noexcept {
    static auto const can = email_capabilities();
    return can;
}

std::span<SettingField const> Email::settings() const noexcept { return setting_fields; }

std::string Email::address(Secrets const& settings) const { return own_address(settings); }

Result<void> Email::judge(Secrets const& settings) const {
    if (!is_email_address(own_address(settings))) { return fault("address", "is no e-mail address"); }
    for (auto const* const name : {"imap_security", "smtp_security"}) {
        if (!security_of(settings[name])) { return fault(name, "is tls, starttls or none"); }
    }
    for (auto const* const name : {"imap_port", "smtp_port"}) {
        if (!is_port(settings[name])) { return fault(name, "is the number of a port"); }
    }
    auto const copy = settings["sent_copy"];
    if (!copy.empty() && copy != "true" && copy != "false") { return fault("sent_copy", "is true or false"); }
    return judge_oauth(settings);
}

std::optional<WebhookReply> Email::challenge(WebhookRequest const&, Secrets const&) const {
    return std::nullopt;
}

// Mails come out of the mailbox; whoever posts a webhook for this channel is nobody.
Result<void> Email::verify(WebhookRequest const&, Secrets const&) const {
    return Error{ErrorCode::unauthenticated, "e-mail has no webhooks"};
}

Result<std::vector<InboundEvent>> Email::parse(WebhookRequest const& request) const {
    auto read = read_events(request.body, {});
    if (!read) { return Error{ErrorCode::malformed, read.error().detail}; }
    return std::move(read->events);
}

MailServer Email::server(Secrets const& secrets) const {
    auto server = MailServer{};
    server.host = secrets["imap_host"];
    server.security = security_of(secrets["imap_security"]).value_or(MailSecurity::tls);
    server.port = or_else(secrets["imap_port"], server.security == MailSecurity::tls ? "993" : "143");
    server.user = or_else(secrets["imap_user"], secrets["address"]);
    if (!uses_oauth(secrets)) { server.password = secrets["imap_password"]; }
    return server;
}

Task<Result<MailServer>> Email::opened_server(Secrets secrets, std::string refused) {
    auto closed = server(secrets);
    co_return co_await opened(std::move(closed), std::move(secrets), std::move(refused));
}

Task<Result<MailServer>> Email::opened(MailServer server, Secrets secrets, std::string refused) {
    if (!uses_oauth(secrets)) { co_return server; }
    auto token = co_await tokens_.token(std::move(secrets), std::move(refused));
    if (!token) { co_return token.error(); }
    server.token = std::move(*token);
    co_return server;
}

std::string Email::folder(Secrets const& secrets) const { return or_else(secrets["folder"], "INBOX"); }

Result<std::vector<InboundEvent>> Email::take(std::string_view mail, Secrets const& secrets) {
    auto read = read_events(mail, own_address(secrets));
    if (!read) { return read.error(); }
    for (auto& event : read->events) {
        if (auto* const update = std::get_if<DeliveryUpdate>(&event)) {
            update->opaque = opaque_of(update->external_id, secrets);
        }
        auto const* const message = std::get_if<InboundMessage>(&event);
        if (message == nullptr) { continue; }
        for (auto place = std::size_t{0}; place < message->attachments.size(); ++place) {
            auto const kept = files_.keep(message->attachments[place].media_id, read->files[place]);
            if (!kept) { return kept.error(); }
        }
        if (!message->attachments.empty()) { files_.tidy(); }
    }
    return std::move(read->events);
}

Result<std::vector<InboundEvent>> Email::take_head(std::string_view head, Secrets const& secrets) {
    auto read = email::read_head(head, own_address(secrets));
    if (!read) { return read.error(); }
    return std::move(read->events);
}

std::string Email::opaque_of(std::string_view external_id, Secrets const& secrets) const {
    return opaque_in(external_id, own_address(secrets), secrets["reply_key"]);
}

Task<SendOutcome> Email::send(OutboundMessage message, Secrets secrets) {
    if (mail_ == nullptr) { co_return no_mail_client(); }
    auto const to = std::ranges::find(message.recipient, IdentityKind::email, &IdentityValue::kind);
    if (to == message.recipient.end()) { co_return no_address(); }
    auto head = LetterHead{};
    head.from = own_address(secrets);
    head.from_name = secrets["display_name"];
    head.to = to->value;
    head.message_id = own_message_id(message.opaque, head.from, secrets["reply_key"]);
    head.at = std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now());
    auto letter = Letter{};
    letter.from = head.from;
    letter.to = head.to;
    // Whoever it goes to anyway gets it once, however the address is written.
    std::ranges::copy_if(message.copies, std::back_inserter(letter.copies),
                         [&](std::string const& copy) { return !is_same_email_address(copy, head.to); });
    if (!message.attachments.empty()) { letter.timeout = files_timeout; }
    auto const message_id = head.message_id;
    letter.write = [head = std::move(head), message = std::move(message)] {
        return write_letter(head, message);
    };
    auto const nothing = std::string{};
    auto server = co_await opened(post_office(secrets), secrets, nothing);
    if (!server) { co_return outcome_of(server.error()); }
    letter.server = std::move(*server);
    if (keeps_copy(secrets)) { letter.copy = copy_of(message_id, letter.server.token, secrets); }
    auto const posted = co_await post(std::move(letter), std::move(secrets));
    co_return outcome_of(posted, message_id);
}

// A provider may end a token before its time: a server that refuses one is tried once more with another.
Task<PostOutcome> Email::post(Letter letter, Secrets secrets) {
    auto const posted = co_await mail_->post(letter);
    if (!posted.is_refused_log_in || letter.server.token.empty()) { co_return posted; }
    auto again = co_await opened(letter.server, std::move(secrets), letter.server.token);
    if (!again) { co_return posted; }
    letter.server = std::move(*again);
    if (letter.copy) { letter.copy->mailbox.token = letter.server.token; }
    co_return co_await mail_->post(std::move(letter));
}

SentCopy Email::copy_of(std::string const& message_id, std::string const& token,
                        Secrets const& secrets) const {
    auto copy = SentCopy{server(secrets), message_id, {}};
    copy.mailbox.token = token;
    copy.told = [copies = copies_, inbox = secrets.inbox()](Result<void> const& kept) {
        if (!kept) { log::warn("email.no_copy", {{"inbox", inbox.value}, {"detail", kept.error().detail}}); }
        if (copies->size() == copies_max && !copies->contains(inbox)) { copies->erase(copies->begin()); }
        copies->insert_or_assign(inbox, kept);
    };
    return copy;
}

Task<Result<std::vector<HealthCheck>>> Email::health(Secrets secrets) {
    if (mail_ == nullptr) { co_return Error{ErrorCode::unavailable, "this process has no mail client"}; }
    auto const nothing = std::string{};
    if (!uses_oauth(secrets)) { co_return co_await look(std::move(secrets), nothing); }
    auto token = co_await tokens_.token(secrets, nothing);
    if (!token && token.error().code == ErrorCode::unavailable) { co_return token.error(); }
    auto checks = std::vector<HealthCheck>{};
    checks.push_back(HealthCheck{"token", token.has_value(), token ? std::string{} : token.error().detail});
    if (!token) { co_return checks; }
    auto const looked = co_await look(std::move(secrets), std::move(*token));
    checks.insert(checks.end(), looked.begin(), looked.end());
    co_return checks;
}

Task<std::vector<HealthCheck>> Email::look(Secrets secrets, std::string token) {
    auto mailbox = server(secrets);
    auto office = post_office(secrets);
    mailbox.token = office.token = std::move(token);
    auto const looked = co_await mail_->try_mailbox(std::move(mailbox), folder(secrets));
    auto const asked = co_await mail_->try_post_office(std::move(office));
    auto checks = std::vector<HealthCheck>{};
    checks.push_back(check_of("mailbox", looked));
    checks.push_back(check_of("post_office", asked));
    auto const copied = copies_->find(secrets.inbox());
    if (copied != copies_->end() && keeps_copy(secrets)) {
        checks.push_back(check_of("sent_copy", copied->second));
    }
    co_return checks;
}

}  // namespace balie::connectors::email
