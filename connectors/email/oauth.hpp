// Access tokens of OAuth 2.0 (RFC 6749): what a provider is asked for, and what its answer says. Pure.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/channel/connector.hpp>

#include <chrono>
#include <string>

namespace balie::connectors::email {

bool uses_oauth(Secrets const& secrets);

// Of the plain settings: provider, tenant, token_url. Error: unprocessable, with the field.
Result<void> judge_oauth(Secrets const& settings);

// A refresh token is exchanged where there is one; else the client asks for itself. Error: unauthenticated, when a
// secret is missing.
Result<HttpCall> token_call(Secrets const& secrets);

struct Token {
    std::string access;
    std::chrono::seconds lifetime{0};
    std::string refresh = {};  // the next one, where it changes with every use
};

// Errors: unauthenticated (token_refused) in the provider's words, without our secrets; unavailable (no_token).
Result<Token> read_token(HttpAnswer const& answer, Secrets const& secrets);

}  // namespace balie::connectors::email
