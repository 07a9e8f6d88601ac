// A desk that pushes, and a push service of our own whose browsers read what comes.
#pragma once

#include "desk/web_push_rounds.hpp"
#include "integration/api/stream_desk.hpp"
#include "integration/client/chat.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/fake_clock.hpp"
#include "support/push_browser.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace balie::test {

class PushService final : public HttpClient {
public:
    using Answer = boost::system::result<HttpAnswer, CallFailure>;

    std::deque<HttpAnswer> answers;
    std::vector<HttpCall> calls;
    bool first_is_silent = false;  // until another call has come

    Task<Answer> call(HttpCall call) override {
        calls.push_back(std::move(call));
        if (first_is_silent && calls.size() == 1) { co_await another_call(); }
        if (silent_ != nullptr) { silent_->cancel(); }
        auto answer = HttpAnswer{};
        answer.status = 201;
        if (!answers.empty()) {
            answer = answers.front();
            answers.pop_front();
        }
        co_return Answer{std::move(answer)};
    }

private:
    Task<void> another_call() {
        auto const executor = co_await boost::asio::this_coro::executor;
        auto timer = boost::asio::steady_timer{executor, boost::asio::steady_timer::time_point::max()};
        silent_ = &timer;
        auto ignored = boost::system::error_code{};
        co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
        silent_ = nullptr;
    }

    boost::asio::steady_timer* silent_ = nullptr;
};

class PushingDesk : public StreamDesk {
protected:
    PushingDesk() {
        round();  // the account's key is there
        token_ = visitor(desk_, chat_, {{"name", "Noor"}});
    }

    http::Response ask(std::string const& cookie, std::string method, std::string const& path = {},
                       nlohmann::json const& body = nullptr) {
        return desk_.call(page_request(std::move(method), "/api/v1/me/push-subscriptions" + path, cookie,
                                       body.is_null() ? "" : body.dump()));
    }
    std::string come_in(Role role) { return log_in(desk_, chat_.staff.emails.at(role)); }
    static nlohmann::json body_of(PushBrowser const& browser, std::string const& name = "Firefox") {
        auto const& target = browser.target();
        auto const keys = nlohmann::json{{"p256dh", to_base64url(target.public_key)},
                                         {"auth", to_base64url(target.auth_secret)}};
        return {{"endpoint", target.endpoint},
                {"keys", keys},
                {"name", name},
                {"language", "nl"},
                {"time_zone", "Europe/Amsterdam"}};
    }
    // A browser of its own, known to the desk.
    PushBrowser subscribe(std::string const& cookie) {
        auto browser = PushBrowser{"https://push.example.net/" + random_token()};
        auto const made = ask(cookie, "POST", {}, body_of(browser));
        EXPECT_EQ(made.status, 201) << made.body;
        return browser;
    }
    void customer_says(std::string const& text = "Waar blijft mijn pakket?") {
        conversation_ = says(desk_, token_, random_token(), text).at("conversation_id").get<std::string>();
    }
    void prefer(std::string const& cookie, nlohmann::json const& notices) {
        auto const body = nlohmann::json{{"preferences", {{"notices", notices}}}};
        auto const set = desk_.call(page_request("PUT", "/api/v1/me/preferences", cookie, body.dump()));
        ASSERT_EQ(set.status, 200) << set.body;
    }
    void say(Wire& wire, nlohmann::json const& command) {
        wire.commands.push_back(command.dump());
        wire.said.cancel();
    }
    void round() { run(rounds_.round()); }
    void run(Task<void> task) {
        auto ended = false;
        auto& network = desk_.house().network;
        boost::asio::co_spawn(network, std::move(task), [&](std::exception_ptr) { ended = true; });
        wait_until(ended);
    }
    void wait_until(bool const& ended) {
        auto& network = desk_.house().network;
        network.restart();
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!ended && std::chrono::steady_clock::now() < until) { network.run_one_until(until); }
        ASSERT_TRUE(ended);
    }
    std::string value(std::string const& sql) const {
        return as_superuser_in_balie(sql + " WHERE account_id = " + to_string(chat_.staff.account))
            .front()
            .string("value");
    }
    std::string waiting() const { return value("SELECT count(*)::text AS value FROM web_pushes"); }
    std::string subscribed() const { return value("SELECT count(*)::text AS value FROM push_subscriptions"); }
    desk::WebPushRounds another_node() {
        return {desk_.house().network,
                desk_.house().databases.desk,
                desk_.house().box,
                service_,
                clock_,
                desk::PushSettings{"mailto:beheer@winkel.example"}};
    }

    Chat chat_ = a_chat(desk_);
    std::string token_;
    std::string conversation_;
    FakeClock clock_;
    PushService service_;
    desk::WebPushRounds rounds_{another_node()};
};

}  // namespace balie::test
