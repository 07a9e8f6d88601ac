// What an account may do to posts: hide answers under its own, and take its own away.
#pragma once

#include <balie/channel/connector.hpp>

#include <string>

namespace balie::connectors::x {

class PostModeration final : public Moderation {
public:
    explicit PostModeration(HttpClient& http) : http_(http) {}

    Task<Result<void>> hide(std::string external_id, bool is_hidden, Secrets secrets) override;
    Task<Result<void>> remove(std::string external_id, Secrets secrets) override;

private:
    HttpClient& http_;
};

}  // namespace balie::connectors::x
