// Hiding comments from the public, and taking them away.
#pragma once

#include <balie/channel/connector.hpp>

#include <string_view>

namespace balie::connectors::meta {

class CommentModeration final : public Moderation {
public:
    // The name of the parameter that hides: it differs between Facebook and Instagram.
    CommentModeration(HttpClient& http, std::string_view hide) : http_(http), hide_(hide) {}

    Task<Result<void>> hide(std::string external_id, bool is_hidden, Secrets secrets) override;
    Task<Result<void>> remove(std::string external_id, Secrets secrets) override;

private:
    HttpClient& http_;
    std::string_view hide_;
};

}  // namespace balie::connectors::meta
