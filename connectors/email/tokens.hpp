// Access tokens of mailboxes that log in by OAuth 2.0, kept until shortly before their end.
#pragma once

#include <connectors/email/oauth.hpp>

#include <balie/channel/secret_keeper.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace balie::connectors::email {

// On the network thread. A provider is asked once, however many want its token; it is logged nowhere.
class Tokens {
public:
    // Without a keeper a refresh token that was exchanged is lost.
    Tokens(HttpClient& http, SecretKeeper* keeper) : http_(&http), keeper_(keeper) {}

    // `refused`: a token that the mail server has just refused, which is not given again. Errors: see oauth.hpp;
    // forbidden when the provider's address is none that may be called.
    Task<Result<std::string>> token(Secrets secrets, std::string refused);

private:
    struct Kept {
        std::string access = {};
        std::chrono::steady_clock::time_point until = {};
        bool is_asking = false;
        std::string spent = {};  // a refresh token that was exchanged for the next one
        std::string next = {};
        std::shared_ptr<boost::asio::steady_timer> bell = {};  // rings when the answer is there
        Result<std::string> last = std::string{};              // for those who waited for it
    };

    Task<Result<std::string>> ask(Secrets secrets, std::shared_ptr<Kept> kept);
    Task<void> exchange(Secrets given, Secrets used, std::shared_ptr<Kept> kept, std::string fresh);
    std::shared_ptr<Kept> kept_for(Secrets const& secrets);

    HttpClient* http_;
    SecretKeeper* keeper_;
    std::map<std::string, std::shared_ptr<Kept>> kept_;
};

}  // namespace balie::connectors::email
