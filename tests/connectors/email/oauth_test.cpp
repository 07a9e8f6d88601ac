// Mailboxes that log in by OAuth 2.0: what the provider is asked, when, and what becomes of its answers.
#include <connectors/email/connector.hpp>
#include <connectors/email/oauth.hpp>
#include <connectors/email/tokens.hpp>

#include "support/files.hpp"
#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace balie::test {
namespace {

using connectors::email::Email;
using connectors::email::judge_oauth;
using connectors::email::read_token;
using connectors::email::token_call;
using connectors::email::Tokens;

using Values = std::map<std::string, std::string, std::less<>>;

Values microsoft() {
    return {{"auth", "oauth"},           {"provider", "microsoft"},     {"tenant", "winkel.example"},
            {"client_id", "app-1"},      {"client_secret", "geheim&1"}, {"address", "service@winkel.example"},
            {"imap_host", "in.example"}, {"smtp_host", "out.example"},  {"reply_key", "sleutel"}};
}

Values google() {
    auto values = microsoft();
    values["provider"] = "google";
    values["refresh_token"] = "1//ververs";
    return values;
}

Fields form_of(HttpCall const& call) { return parse_form(call.body).value(); }

std::string field(HttpCall const& call, std::string const& name) {
    for (auto const& [key, value] : form_of(call)) {
        if (key == name) { return value; }
    }
    return {};
}

std::string granted(std::string const& token, int seconds, std::string const& more = {}) {
    return R"({"token_type":"Bearer","access_token":")" + token + R"(","expires_in":)" +
           std::to_string(seconds) + more + "}";
}

// Answers only after everybody else had a turn.
class SlowProvider final : public HttpClient {
public:
    int calls = 0;
    Task<boost::system::result<HttpAnswer, CallFailure>> call(HttpCall) override {
        ++calls;
        for (auto turn = 0; turn < 10; ++turn) { co_await boost::asio::post(boost::asio::use_awaitable); }
        auto answer = HttpAnswer{};
        answer.status = 200;
        answer.body = granted("een", 3600);
        co_return answer;
    }
};

class Keeper final : public SecretKeeper {
public:
    std::vector<std::pair<std::string, std::string>> exchanged;  // from, to
    Task<Result<bool>> exchange(Secrets of, std::string name, std::string fresh) override {
        exchanged.emplace_back(std::string{of[name]}, fresh);
        co_return true;
    }
};

class PostOffice final : public MailClient {
public:
    std::vector<std::string> tokens;
    std::string refuses;
    Task<PostOutcome> post(Letter letter) override {
        tokens.push_back(letter.server.token);
        passwords += letter.server.password;
        auto outcome = PostOutcome{};
        outcome.is_refused_log_in = letter.server.token == refuses;
        outcome.is_taken = !outcome.is_refused_log_in;
        outcome.code = outcome.is_taken ? 0 : 535;
        co_return outcome;
    }
    Task<Result<void>> try_mailbox(MailServer server, std::string) override {
        tokens.push_back(server.token);
        co_return Result<void>{};
    }
    Task<Result<void>> try_post_office(MailServer server) override {
        tokens.push_back(server.token);
        co_return Result<void>{};
    }
    std::string passwords;
};

TEST(EmailOauth, AsksEachProviderInItsOwnWay) {
    auto const app = token_call(Secrets{microsoft()}).value();
    EXPECT_EQ(app.url, "https://login.microsoftonline.com/winkel.example/oauth2/v2.0/token");
    EXPECT_EQ(field(app, "grant_type"), "client_credentials");
    EXPECT_EQ(field(app, "client_secret"), "geheim&1");
    EXPECT_EQ(field(app, "scope"), "https://outlook.office365.com/.default");

    auto person = microsoft();
    person["refresh_token"] = "0.AX";
    auto const refreshed = token_call(Secrets{person}).value();
    EXPECT_EQ(field(refreshed, "grant_type"), "refresh_token");
    EXPECT_EQ(field(refreshed, "scope"),
              "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send "
              "offline_access");

    auto const at_google = token_call(Secrets{google()}).value();
    EXPECT_EQ(at_google.url, "https://oauth2.googleapis.com/token");
    EXPECT_EQ(field(at_google, "refresh_token"), "1//ververs");
    EXPECT_EQ(field(at_google, "scope"), "");

    auto other = microsoft();
    other["provider"] = "other";
    other["token_url"] = "https://sso.winkel.example/token";
    other["scope"] = "mail";
    EXPECT_EQ(token_call(Secrets{other}).value().url, "https://sso.winkel.example/token");
    EXPECT_EQ(field(token_call(Secrets{other}).value(), "scope"), "mail");

    auto without = google();
    without.erase("refresh_token");
    EXPECT_EQ(token_call(Secrets{without}).error().reason, "token_refused");
}

TEST(EmailOauth, TakesSoundSettingsOnly) {
    EXPECT_TRUE(judge_oauth(Secrets{microsoft()}));
    for (auto const& [name, value] : {std::pair<std::string, std::string>{"auth", "kerberos"},
                                      {"provider", "yahoo"},
                                      {"tenant", "a/../b"},
                                      {"tenant", ""}}) {
        auto values = microsoft();
        values[name] = value;
        EXPECT_EQ(judge_oauth(Secrets{values}).error().field, "settings." + name) << value;
    }
}

TEST(EmailOauth, AsksForWhatTheKindOfLogInNeeds) {
    auto http = ScriptedHttpClient{};
    auto folder = TemporaryFolder{};
    auto const email = Email{http, nullptr, folder.path()};
    auto const used = [&email](Values const& settings) {
        auto names = std::vector<std::string>{};
        for (auto const& one : email.settings()) {
            if (!one.when.empty() && is_of_use(one, email.settings(), settings)) {
                names.emplace_back(one.name);
            }
        }
        return names;
    };
    EXPECT_EQ(used({}), (std::vector<std::string>{"imap_password", "smtp_password"}));
    EXPECT_EQ(used({{"provider", "microsoft"}}),
              (std::vector<std::string>{"imap_password", "smtp_password"}));
    EXPECT_EQ(used({{"auth", "oauth"}, {"provider", "microsoft"}}),
              (std::vector<std::string>{"provider", "tenant", "client_id", "client_secret", "refresh_token",
                                        "scope"}));
    EXPECT_EQ(used({{"auth", "oauth"}, {"provider", "other"}}),
              (std::vector<std::string>{"provider", "token_url", "client_id", "client_secret",
                                        "refresh_token", "scope"}));
}

TEST(EmailOauth, TellsRefusalFromFailureAndNeverRepeatsASecret) {
    struct Case {
        int status;
        std::string body;
        ErrorCode code;
    };
    auto const secrets = Secrets{microsoft()};
    for (auto const& [status, body, code] :
         std::vector<Case>{{400, R"({"error":"invalid_grant"})", ErrorCode::unauthenticated},
                           {401, R"({"error":"invalid_client"})", ErrorCode::unauthenticated},
                           {400, R"({"error":"temporarily_unavailable"})", ErrorCode::unavailable},
                           {403, "<html>", ErrorCode::unavailable},
                           {429, R"({"error":"invalid_grant"})", ErrorCode::unavailable},
                           {503, "", ErrorCode::unavailable},
                           {200, R"({"access_token":""})", ErrorCode::unavailable},
                           {200, R"({"access_token":"a b\r\nAUTH"})", ErrorCode::unavailable},
                           {200, "[]", ErrorCode::unavailable}}) {
        auto answer = HttpAnswer{};
        answer.status = status;
        answer.body = body;
        EXPECT_EQ(read_token(answer, secrets).error().code, code) << body;
    }
    auto answer = HttpAnswer{};
    answer.status = 401;
    answer.body =
        R"({"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret geheim&1 provided.\r\nTrace ID: 1"})";
    EXPECT_EQ(
        read_token(answer, secrets).error().detail,
        "the provider refuses access: invalid_client: AADSTS7000215: Invalid client secret *** provided.");
}

TEST(EmailOauth, RepeatsNoSecretThatAProviderRepeats) {
    auto values = google();
    values["client_secret"] = "geh/eim &1";
    auto const secrets = Secrets{values};
    for (auto const* const echo :
         {"bad geh%2Feim%20%261", "bad geh%2feim+%261", "bad geh/eim &amp;1", "bad geh%252Feim%2520%25261",
          "bad 1%2F%2Fververs", "bad 1//ververs", "bad grant_type=x&client_secret=geh%2Fei",
          "bad refresh_token=1%2F%2Fver"}) {
        auto answer = HttpAnswer{};
        answer.status = 401;
        answer.body = R"({"error":"invalid_client","error_description":")" + std::string{echo} + R"("})";

        auto const detail = read_token(answer, secrets).error().detail;

        EXPECT_TRUE(detail.starts_with("the provider refuses access: invalid_client: bad")) << detail;
        EXPECT_EQ(detail.find("eim"), std::string::npos) << detail;
        EXPECT_EQ(detail.find("ver"), std::string::npos) << detail;
    }
    auto answer = HttpAnswer{};
    answer.status = 401;
    answer.body = R"({"error":"invalid_client","error_description":")" + std::string(100'000, 'x') + R"("})";
    EXPECT_LE(read_token(answer, secrets).error().detail.size(), 500U);
}

TEST(EmailTokens, AreAskedForOnceUntilShortlyBeforeTheirEnd) {
    auto http = ScriptedHttpClient{};
    auto tokens = Tokens{http, nullptr};
    http.will_answer(200, granted("een", 3600));
    EXPECT_EQ(run(tokens.token(Secrets{microsoft()}, "")).value(), "een");
    EXPECT_EQ(run(tokens.token(Secrets{microsoft()}, "")).value(), "een");
    EXPECT_EQ(http.calls().size(), 1U);

    http.will_answer(200, granted("twee", 299));
    EXPECT_EQ(run(tokens.token(Secrets{microsoft()}, "een")).value(), "twee");
    http.will_answer(200, granted("drie", 3600));
    EXPECT_EQ(run(tokens.token(Secrets{microsoft()}, "")).value(), "drie");
    EXPECT_EQ(http.calls().size(), 3U);
}

TEST(EmailTokens, AreAskedForOnceWhenManyWantThem) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto provider = SlowProvider{};
    auto tokens = Tokens{provider, nullptr};
    auto all = [](Tokens& from) -> Task<std::string> {
        auto const [one, two, three] =
            co_await (from.token(Secrets{microsoft()}, "") && from.token(Secrets{microsoft()}, "") &&
                      from.token(Secrets{microsoft()}, ""));
        co_return one.value() + " " + two.value() + " " + three.value();
    };

    EXPECT_EQ(run(all(tokens)), "een een een");
    EXPECT_EQ(provider.calls, 1);
}

TEST(EmailTokens, GoNowhereElseWhenASettingChanges) {
    auto http = ScriptedHttpClient{};
    auto tokens = Tokens{http, nullptr};
    http.will_answer(200, granted("een", 3600));
    run(tokens.token(Secrets{microsoft()}, "")).value();

    auto elsewhere = microsoft();
    elsewhere["imap_host"] = "kwaad.example";
    elsewhere.erase("client_secret");
    EXPECT_EQ(run(tokens.token(Secrets{elsewhere}, "")).error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(http.calls().size(), 1U);
}

TEST(EmailTokens, KeepTheRefreshTokenThatTheyWereExchangedFor) {
    auto http = ScriptedHttpClient{};
    auto keeper = Keeper{};
    auto tokens = Tokens{http, &keeper};
    http.will_answer(200, granted("een", 0, R"(,"refresh_token":"2//volgende")"));
    run(tokens.token(Secrets{google()}, "")).value();
    EXPECT_EQ(keeper.exchanged,
              (std::vector<std::pair<std::string, std::string>>{{"1//ververs", "2//volgende"}}));

    // Whoever still has the spent one, asks with the next all the same.
    http.will_answer(200, granted("twee", 0));
    run(tokens.token(Secrets{google()}, "")).value();
    EXPECT_EQ(field(http.calls().back(), "refresh_token"), "2//volgende");
    EXPECT_EQ(keeper.exchanged.size(), 1U);
}

class EmailByToken : public testing::Test {
protected:
    SendOutcome send() {
        auto message = OutboundMessage{"42.1", {{IdentityKind::email, "anna@klant.example"}}};
        message.text = "Hallo";
        return run(email_.send(std::move(message), secrets_));
    }

    TemporaryFolder folder_;
    ScriptedHttpClient http_;
    PostOffice office_;
    Email email_{http_, &office_, folder_.path()};
    Secrets secrets_{[] {
        auto values = microsoft();
        values["imap_password"] = values["smtp_password"] = "oud wachtwoord";
        return values;
    }()};
};

TEST_F(EmailByToken, SendsWithItAndWithoutThePassword) {
    http_.will_answer(200, granted("een", 3600));

    EXPECT_EQ(send().verdict, Verdict::accepted);
    EXPECT_EQ(send().verdict, Verdict::accepted);

    EXPECT_EQ(office_.tokens, (std::vector<std::string>{"een", "een"}));
    EXPECT_EQ(office_.passwords, "");
    EXPECT_EQ(http_.calls().size(), 1U);
}

TEST_F(EmailByToken, TriesOnceMoreWhenTheServerRefusesIt) {
    http_.will_answer(200, granted("een", 3600));
    http_.will_answer(200, granted("twee", 3600));
    office_.refuses = "een";

    EXPECT_EQ(send().verdict, Verdict::accepted);

    EXPECT_EQ(office_.tokens, (std::vector<std::string>{"een", "twee"}));
}

TEST_F(EmailByToken, AsksForMendingInTheProvidersWords) {
    http_.will_answer(
        400, R"({"error":"invalid_grant","error_description":"Token has been expired or revoked."})");
    auto const refused = send();
    EXPECT_EQ(refused.verdict, Verdict::reauthorize);
    EXPECT_EQ(refused.detail,
              "the provider refuses access: invalid_grant: Token has been expired or revoked.");
    EXPECT_TRUE(office_.tokens.empty());

    http_.will_fail(CallStage::before_first_byte);
    EXPECT_EQ(send().verdict, Verdict::retry);
    http_.will_fail(CallStage::before_first_byte, true);
    EXPECT_EQ(send().verdict, Verdict::rejected);
}

TEST_F(EmailByToken, TellsHealthOfTheTokenFirst) {
    http_.will_answer(401, R"({"error":"invalid_client"})");
    auto const bad = run(email_.health(secrets_)).value();
    ASSERT_EQ(bad.size(), 1U);
    EXPECT_EQ(bad.front().name, "token");
    EXPECT_FALSE(bad.front().ok);

    http_.will_answer(200, granted("een", 3600));
    auto const good = run(email_.health(secrets_)).value();
    ASSERT_EQ(good.size(), 3U);
    EXPECT_TRUE(good.front().ok);
    EXPECT_EQ(office_.tokens, (std::vector<std::string>{"een", "een"}));

    http_.will_fail(CallStage::before_first_byte);
    auto values = secrets_.values();
    values["client_id"] = "app-2";
    EXPECT_EQ(run(email_.health(Secrets{values})).error().code, ErrorCode::unavailable);
}

TEST_F(EmailByToken, OpensTheMailboxWithIt) {
    http_.will_answer(200, granted("een", 3600));

    auto const server = run(email_.opened_server(secrets_, "")).value();

    EXPECT_EQ(server.token, "een");
    EXPECT_EQ(server.password, "");
    EXPECT_EQ(server.user, "service@winkel.example");
}

}  // namespace
}  // namespace balie::test
