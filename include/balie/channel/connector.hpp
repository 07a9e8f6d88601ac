// The one interface between a platform and the desk.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/mail_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/base/text.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/capabilities.hpp>
#include <balie/channel/inbound_event.hpp>
#include <balie/channel/outbound_message.hpp>
#include <balie/domain/ids.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace balie {

// An inbox's settings, secret and plain, by name. `api_base` is always there when it was set.
class Secrets {
public:
    Secrets() = default;
    explicit Secrets(std::map<std::string, std::string, std::less<>> values, InboxId inbox = {},
                     AccountId account = {})
        : values_(std::move(values)), inbox_(inbox), account_(account) {}

    // Empty when absent.
    std::string_view operator[](std::string_view name) const noexcept {
        auto const found = values_.find(name);
        return found == values_.end() ? std::string_view{} : std::string_view{found->second};
    }
    std::map<std::string, std::string, std::less<>> const& values() const noexcept { return values_; }
    // Whose they are; 0 while there is no inbox yet.
    InboxId inbox() const noexcept { return inbox_; }
    AccountId account() const noexcept { return account_; }

private:
    std::map<std::string, std::string, std::less<>> values_;
    InboxId inbox_ = {};
    AccountId account_ = {};
};

// A setting that the channel takes. The address is what webhooks call the inbox by.
struct SettingField {
    std::string_view name;
    bool secret = false;
    bool required = true;
    bool address = false;
    // Of a secret: the settings, parted by a space, that say to which hosts it goes; a change of one clears it.
    std::string_view sent_to = {};
    bool generated = false;       // of a secret: the desk makes it when it is absent
    bool digits = false;          // the platform gives it as a number, and nothing else can be it
    std::string_view usual = {};  // what stands when nothing is given, where other settings hang on it
    std::string_view when = {};   // of use only while this setting, itself of use, has that value
    std::string_view has = {};
};

// Whether a setting is of use with these plain ones.
inline bool is_of_use(SettingField const& field, std::span<SettingField const> fields,
                      std::map<std::string, std::string, std::less<>> const& settings) {
    if (field.when.empty()) { return true; }
    auto const found = settings.find(field.when);
    auto const given = found == settings.end() ? std::string_view{} : std::string_view{found->second};
    for (auto const& decisive : fields) {
        if (decisive.name != field.when) { continue; }
        return (given.empty() ? decisive.usual : given) == field.has && is_of_use(decisive, fields, settings);
    }
    return false;
}

struct WebhookRequest {
    std::string_view method;  // GET or POST
    std::string_view url;     // public URL with query, as the platform was told it
    Fields const& query;      // decoded
    Headers const& headers;
    std::string_view body;  // raw bytes
};

struct WebhookReply {
    int status = 200;
    std::string content_type = "text/plain";
    std::string body = {};
};

// ---- optional faces: what not every platform has ----

struct FetchedMedia {
    std::string mime;  // as the platform declares it
    std::size_t bytes = 0;
};

// Fetches a file that an InboundAttachment names, to a path, within bytes_max; verifies a stated digest.
// Errors: unavailable (try later), not_found (gone for good), too_large, unprocessable (digest differs, address refused).
class MediaSource {
public:
    virtual ~MediaSource() = default;
    virtual Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets,
                                             std::filesystem::path to, std::size_t bytes_max) = 0;
};

struct TemplateText {
    std::string name;
    std::string language;
    std::string category;    // "UTILITY", ...
    std::string status;      // "APPROVED", ...
    std::string components;  // JSON array as the platform lists it
};

class TemplateSource {
public:
    virtual ~TemplateSource() = default;
    virtual Task<Result<std::vector<TemplateText>>> templates(Secrets secrets) = 0;
};

// The last of what the customer wrote in private, and by which address: platforms call it by the one or the other.
struct LastInbound {
    std::string external_id;
    IdentityValue customer;

    LastInbound(std::string external_id_, IdentityValue customer_)
        : external_id(std::move(external_id_)), customer(std::move(customer_)) {}
};

// Small signs to the customer: "read", "is typing". Best effort, never retried for long.
class Signals {
public:
    virtual ~Signals() = default;
    virtual Task<Result<void>> mark_read(LastInbound last, Secrets secrets) = 0;
    virtual Task<Result<void>> typing(LastInbound last, Secrets secrets) = 0;
};

// What the platform's own people see of a customer who came with nothing but an id.
class ProfileSource {
public:
    virtual ~ProfileSource() = default;
    // Name, username and picture as far as the platform tells them. Errors: unavailable, not_found.
    virtual Task<Result<InboundContact>> profile(IdentityValue customer, Secrets secrets) = 0;
};

// What a desk may do to public messages of its own page or account.
class Moderation {
public:
    virtual ~Moderation() = default;
    // Errors: unavailable (nothing happened, try again), forbidden (the token may not), not_found, unprocessable.
    virtual Task<Result<void>> hide(std::string external_id, bool is_hidden, Secrets secrets) = 0;
    virtual Task<Result<void>> remove(std::string external_id, Secrets secrets) = 0;
};

// Tells the platform where our webhooks are; done again when it has forgotten.
class Subscription {
public:
    virtual ~Subscription() = default;
    virtual Task<Result<void>> subscribe(std::string webhook_url, Secrets secrets) = 0;
};

// One thing that the platform's list tells, as the webhook that did not come would have told it.
struct Missed {
    std::vector<InboundEvent> events;  // those of parse, with the same external ids
    std::string content_type;          // of the body, which parse reads to the same events
    std::string body;
};

// Asks for what came in since then, for platforms that do not repeat a webhook.
class CatchUp {
public:
    virtual ~CatchUp() = default;
    virtual Task<Result<std::vector<Missed>>> since(Time at, Secrets secrets) = 0;
};

// A channel whose messages wait in a mailbox instead of coming by webhook. Somebody looks there and takes them.
class Mailbox {
public:
    virtual ~Mailbox() = default;
    virtual MailServer server(Secrets const& secrets) const = 0;
    // The same with what opens it now: for some a token, for which a provider is asked. `refused`: a token that the
    // server has just refused. On the network thread. Errors: unauthenticated (token_refused), unavailable (no_token).
    virtual Task<Result<MailServer>> opened_server(Secrets secrets, std::string refused) = 0;
    virtual std::string folder(Secrets const& secrets) const = 0;
    // What a mail says; its files are kept where the connector's MediaSource finds them. The same mail may be taken
    // again. Blocks: not for the network thread. Errors: malformed, too_large; unavailable when files cannot be kept.
    virtual Result<std::vector<InboundEvent>> take(std::string_view mail, Secrets const& secrets) = 0;
    // Of one that is too large to be fetched: its header alone.
    virtual Result<std::vector<InboundEvent>> take_head(std::string_view head, Secrets const& secrets) = 0;
    // Our own word ("message.attempt") in an id that we gave a mail, when it is truly ours; else empty.
    virtual std::string opaque_of(std::string_view external_id, Secrets const& secrets) const = 0;
};

struct HealthCheck {
    std::string name;  // "token", "phone_number", "webhook_subscription"
    bool ok = false;
    std::string detail = {};
};

class Health {
public:
    virtual ~Health() = default;
    virtual Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) = 0;
};

// A connector translates one platform's dialect into ours and back.
// It keeps no state about conversations, touches no database and retries nothing.
class Connector {
public:
    virtual ~Connector() = default;
    virtual Channel channel() const noexcept = 0;
    virtual Capabilities const& capabilities() const noexcept = 0;
    // What an inbox with these plain settings can do, where that differs among a channel's inboxes.
    virtual Capabilities const& capabilities_of(Secrets const&) const noexcept { return capabilities(); }
    virtual std::span<SettingField const> settings() const noexcept = 0;
    // What webhooks call an inbox with these settings by, in the form in which parse gives it. Empty: a setting is
    // missing. Plain settings and secrets alike are there when the inbox is made; later the plain ones alone.
    virtual std::string address(Secrets const& settings) const;

    // Whether plain settings can be what they are meant for; `field` of the error names the one that cannot.
    virtual Result<void> judge(Secrets const&) const { return {}; }

    // Answers a platform's handshake. Absent: this is no handshake. A handshake that fails its check has status 401.
    virtual std::optional<WebhookReply> challenge(WebhookRequest const& request,
                                                  Secrets const& secrets) const = 0;
    // Over the raw bytes, in constant time, before any parsing. Error: unauthenticated.
    virtual Result<void> verify(WebhookRequest const& request, Secrets const& secrets) const = 0;
    // All entries, all changes, all messages. Error: malformed when the whole body cannot be read.
    virtual Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) const = 0;
    // Once; never throws.
    virtual Task<SendOutcome> send(OutboundMessage message, Secrets secrets) = 0;

    virtual MediaSource* media_source() noexcept { return nullptr; }
    virtual TemplateSource* template_source() noexcept { return nullptr; }
    virtual Signals* signals() noexcept { return nullptr; }
    virtual Health* health() noexcept { return nullptr; }
    virtual ProfileSource* profile_source() noexcept { return nullptr; }
    virtual Moderation* moderation() noexcept { return nullptr; }
    virtual Subscription* subscription() noexcept { return nullptr; }
    virtual CatchUp* catch_up() noexcept { return nullptr; }
    virtual Mailbox* mailbox() noexcept { return nullptr; }

    // What the webhook's address must carry as its query, for a platform that signs nothing. Holds a secret: shown
    // once, to whoever gave it.
    virtual std::string webhook_query(Secrets const&) const { return {}; }
};

// The value of the first address field that is set.
inline std::string Connector::address(Secrets const& settings) const {
    for (auto const& field : this->settings()) {
        if (field.address && !settings[field.name].empty()) { return std::string{settings[field.name]}; }
    }
    return {};
}

}  // namespace balie
