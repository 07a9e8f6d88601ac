// A whole desk without a network: the house as serve builds it, its front door called by function.
#pragma once

#include "api/application.hpp"
#include "app/house.hpp"
#include "http/message.hpp"

#include <balie/domain/ids.hpp>

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace balie::test {

constexpr auto desk_password = "correct horse battery staple 9";

// An id as platforms of Meta give them: digits, and new each time.
std::string a_platform_id();

// An account with one user of each role and a token for each of them.
struct Staff {
    AccountId account;
    std::map<Role, UserId> users;
    std::map<Role, std::string> tokens;
    std::map<Role, std::string> emails;
};

class Desk {
public:
    // One for the whole run of the program: a hasher and four pools of connections take their time.
    static Desk& shared();
    ~Desk();

    http::Response call(http::Request request);
    // None waits for the other; the answers in the order of the requests.
    std::vector<http::Response> call_at_once(std::vector<http::Request> requests);
    // Whether the body of an upload would be read, as the server asks by the head alone.
    bool takes_upload(http::Request const& request);
    std::variant<http::Response, http::SocketSession> upgrade(http::Request request);
    api::Routes const& routes() const { return application_->routes(); }
    app::House& house() { return *house_; }

    Staff staff();                     // a new account
    InboxId inbox(AccountId account);  // a WhatsApp inbox of it

private:
    Desk();

    std::unique_ptr<app::House> house_;
    std::unique_ptr<api::Application> application_;
};

// Requests of a program, of our own page, and what came of them.
http::Request request(std::string method, std::string target, std::string token = {}, std::string body = {});
http::Request page_request(std::string method, std::string target, std::string cookie, std::string body = {});
nlohmann::json json_of(http::Response const& response);
// Logs in as a browser does; the answer is "name=secret".
std::string log_in(Desk& desk, std::string const& email, std::string const& password = desk_password);

}  // namespace balie::test
