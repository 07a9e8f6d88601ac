#include "integration/api/desk.hpp"

#include "app/commands/inboxes.hpp"
#include "app/commands/people.hpp"
#include "bus/postgres_carrier.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>

namespace balie::test {
namespace {

constexpr auto deadline = std::chrono::seconds{60};

app::Config config() {
    auto made = app::Config{};
    made.push_contact = "mailto:beheer@balie.example";
    made.listen = "127.0.0.1:8080";
    made.public_url = "http://127.0.0.1:8080";
    made.data_dir = folder();
    return made;
}

// Runs on the house's own network context, because its parts wait there for one another.
template <class T>
T run(app::House& house, Task<T> task) {
    auto answer = std::optional<T>{};
    auto failure = std::exception_ptr{};
    auto ended = false;
    boost::asio::co_spawn(house.network, std::move(task), [&](std::exception_ptr thrown, T value) {
        ended = true;
        failure = thrown;
        if (!thrown) { answer.emplace(std::move(value)); }
    });
    house.network.restart();
    auto const until = std::chrono::steady_clock::now() + deadline;
    while (!ended && std::chrono::steady_clock::now() < until) { house.network.run_one_until(until); }
    if (failure) { std::rethrow_exception(failure); }
    if (!answer) { throw std::runtime_error{"the desk did not answer in time"}; }
    return *std::move(answer);
}

std::string target_path(std::string const& target) {
    return percent_decode(target.substr(0, target.find('?'))).value_or(target);
}

http::Request with_target(std::string method, std::string target, std::string body) {
    auto made = http::Request{};
    made.method = std::move(method);
    made.path = target_path(target);
    auto const mark = target.find('?');
    if (mark != std::string::npos) {
        made.query = parse_form(std::string_view{target}.substr(mark + 1)).value_or(Fields{});
    }
    made.target = std::move(target);
    made.peer = "127.0.0.1";
    made.headers = {{"Host", "127.0.0.1:8080"}};
    if (!body.empty()) { made.headers.emplace_back("Content-Type", "application/json"); }
    made.body = std::move(body);
    return made;
}

std::string text(nlohmann::json const& object, char const* name) {
    return object.at(name).get<std::string>();
}

}  // namespace

Desk& Desk::shared() {
    static auto desk = std::unique_ptr<Desk>{};
    if (!desk) { desk.reset(new Desk{}); }
    return *desk;
}

Desk::Desk() {
    auto box = store::SecretBox::open_key_file(folder() / "desk-master.key").value();
    auto media = media::Folder::open(folder() / "desk-media").value();
    auto spool = ingest::SpoolFiles::open(folder() / "desk-spool").value();
    auto carrier = std::make_unique<bus::PostgresCarrier>(cluster().application_url());
    house_ =
        std::make_unique<app::House>(config(), cluster().application_url(), std::move(box), std::move(media),
                                     std::move(spool), std::move(carrier), std::nullopt);
    application_ = std::make_unique<api::Application>(house_->application());
}

Desk::~Desk() = default;

http::Response Desk::call(http::Request request) {
    return run(*house_, application_->handle(std::move(request)));
}

bool Desk::takes_upload(http::Request const& request) {
    return run(*house_, application_->takes_upload(request));
}

std::vector<http::Response> Desk::call_at_once(std::vector<http::Request> requests) {
    auto answers = std::vector<std::optional<http::Response>>(requests.size());
    for (auto at = std::size_t{0}; at + 1 < requests.size(); ++at) {
        boost::asio::co_spawn(house_->network, application_->handle(std::move(requests[at])),
                              [&answers, at](std::exception_ptr thrown, http::Response response) {
                                  if (!thrown) { answers[at] = std::move(response); }
                              });
    }
    answers.back() = call(std::move(requests.back()));
    auto const until = std::chrono::steady_clock::now() + deadline;
    auto const is_waiting = [&] {
        return std::ranges::any_of(answers, [](auto const& answer) { return !answer; });
    };
    while (is_waiting() && std::chrono::steady_clock::now() < until) { house_->network.run_one_until(until); }
    auto found = std::vector<http::Response>{};
    for (auto& answer : answers) { found.push_back(std::move(answer).value()); }
    return found;
}

std::variant<http::Response, http::SocketSession> Desk::upgrade(http::Request request) {
    request.is_upgrade = true;
    return run(*house_, application_->upgrade(std::move(request)));
}

Staff Desk::staff() {
    auto made = Staff{};
    auto& database = house_->databases.desk;
    auto const account = text(app::commands::create_account(database, "Desk " + random_uuid()).value(), "id");
    made.account = parse_id<Account>(account).value();
    for (auto const role : {Role::admin, Role::lead, Role::agent, Role::auditor}) {
        auto const word = std::string{to_word(role)};
        auto const email = word + '-' + random_uuid() + "@desk.example";
        auto const user =
            app::commands::create_user(database, {account, email, word, word}, desk_password).value();
        made.users[role] = parse_id<User>(text(user, "id")).value();
        made.emails[role] = email;
        made.tokens[role] = text(app::commands::create_token(database, email, "test").value(), "token");
    }
    return made;
}

std::string a_platform_id() {
    static auto last = std::int64_t{200'000'000'000'000};
    return std::to_string(++last);
}

InboxId Desk::inbox(AccountId account) {
    auto const parts = app::commands::InboxParts{house_->inbox_setup, house_->site, house_->context};
    auto const settings = nlohmann::json{{"phone_number_id", a_platform_id()},
                                         {"waba_id", "1"},
                                         {"access_token", "SENTINEL-TOKEN"},
                                         {"app_secret", "SENTINEL-SECRET"},
                                         {"verify_token", "SENTINEL-VERIFY"}};
    auto const made = app::commands::create_inbox(
        house_->databases.desk, parts, {to_string(account), "whatsapp", "Winkel"}, settings.dump());
    return parse_id<Inbox>(text(made.value(), "id")).value();
}

http::Request request(std::string method, std::string target, std::string token, std::string body) {
    auto made = with_target(std::move(method), std::move(target), std::move(body));
    if (!token.empty()) { made.headers.emplace_back("Authorization", "Bearer " + token); }
    return made;
}

http::Request page_request(std::string method, std::string target, std::string cookie, std::string body) {
    auto made = with_target(std::move(method), std::move(target), std::move(body));
    made.headers.emplace_back("Origin", "http://127.0.0.1:8080");
    made.headers.emplace_back("X-Balie", "1");
    if (!cookie.empty()) { made.headers.emplace_back("Cookie", std::move(cookie)); }
    return made;
}

nlohmann::json json_of(http::Response const& response) {
    auto const text = response.static_body.empty() ? std::string_view{response.body} : response.static_body;
    return nlohmann::json::parse(text, nullptr, false);
}

std::string log_in(Desk& desk, std::string const& email, std::string const& password) {
    auto const body = nlohmann::json{{"email", email}, {"password", password}}.dump();
    auto const response = desk.call(page_request("POST", "/api/v1/session", {}, body));
    auto const cookie = std::string{header(response.headers, "Set-Cookie")};
    return cookie.substr(0, cookie.find(';'));
}

}  // namespace balie::test
