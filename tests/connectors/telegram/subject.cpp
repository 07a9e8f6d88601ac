// Telegram for the conformance suite.
#include "connectors/conformance.hpp"

#include <connectors/telegram/connector.hpp>

namespace balie::test {

Subject telegram_subject() {
    auto subject = Subject{};
    subject.name = "telegram";
    subject.channel = "telegram";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::telegram::Telegram>(http); };
    subject.secrets =
        Secrets{{{"bot_token", "110201543:fictional-token"}, {"secret_token", "fictional_secret-1"}}};
    subject.signing_secret = "secret_token";
    subject.signature_header = "x-telegram-bot-api-secret-token";
    subject.signs_body = false;
    subject.sign = [](std::string_view url, std::string_view, Secrets const& secrets) {
        auto proof = Proof{std::string{url}};
        proof.headers = {{"x-telegram-bot-api-secret-token", std::string{secrets["secret_token"]}}};
        return proof;
    };
    return subject;
}

}  // namespace balie::test
