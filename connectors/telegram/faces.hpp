// What Telegram offers beside messages: files, pictures of people, "is typing", the webhook's subscription and the state of both.
#pragma once

#include <balie/channel/connector.hpp>

#include <filesystem>
#include <string>

namespace balie::connectors::telegram {

class Media final : public MediaSource {
public:
    explicit Media(HttpClient& http) : http_(http) {}
    Task<Result<FetchedMedia>> fetch(InboundAttachment attachment, Secrets secrets, std::filesystem::path to,
                                     std::size_t bytes_max) override;

private:
    HttpClient& http_;
};

// Names come with every message; what is asked for is the picture.
class Profiles final : public ProfileSource {
public:
    explicit Profiles(HttpClient& http) : http_(http) {}
    Task<Result<InboundContact>> profile(IdentityValue customer, Secrets secrets) override;

private:
    HttpClient& http_;
};

// There is no mark of reading for bots: mark_read does nothing and succeeds.
class Typing final : public Signals {
public:
    explicit Typing(HttpClient& http) : http_(http) {}
    Task<Result<void>> mark_read(LastInbound last, Secrets secrets) override;
    Task<Result<void>> typing(LastInbound last, Secrets secrets) override;

private:
    HttpClient& http_;
};

class Webhook final : public Subscription {
public:
    explicit Webhook(HttpClient& http) : http_(http) {}
    Task<Result<void>> subscribe(std::string webhook_url, Secrets secrets) override;

private:
    HttpClient& http_;
};

class BotHealth final : public Health {
public:
    explicit BotHealth(HttpClient& http) : http_(http) {}
    Task<Result<std::vector<HealthCheck>>> health(Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::telegram
