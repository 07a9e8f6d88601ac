// The client against a server of ours on loopback, which it may call because its exact origin is allowed.
#include "http/client.hpp"
#include "unit/http/served.hpp"

#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>

#include <fstream>
#include <future>
#include <optional>
#include <sstream>

namespace balie::http::test {
namespace {

using Outcome = boost::system::result<HttpAnswer, CallFailure>;

Task<Outcome> one_call(HttpClient& client, HttpCall call) { co_return co_await client.call(std::move(call)); }

class Client : public testing::Test {
protected:
    Client() {
        auto options = ClientOptions{};
        options.allow_origins = {served_.origin(), other_.origin(), "http://127.0.0.1:1"};
        client_ = make_client(options);
    }

    Outcome call(HttpCall call) { return caller_.run(one_call(*client_, std::move(call))); }

    Answers answers_;
    Answers other_answers_;
    Answers no_answers_;
    Served served_{answers_};
    Served other_{other_answers_};
    Served caller_{no_answers_};
    std::unique_ptr<HttpClient> client_;
};

TEST_F(Client, SendsMethodHeadersAndBody) {
    answers_.answer = [](Request& request) {
        return Response{202, "text/x",
                        request.method + " " + request.target + " " + std::string{request.header("X-Name")} +
                            " " + request.body + std::string{request.header("Expect")} +
                            std::string{request.header("Content-Type")}};
    };
    auto post = HttpCall{"POST", served_.origin() + "/a?b=c"};
    post.headers = {{"X-Name", "value"}, {"Content-Type", "application/json"}};
    post.body = "{}";

    auto const answer = call(post);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 202);
    EXPECT_EQ(header(answer->headers, "content-type"), "text/x");
    EXPECT_EQ(answer->body, "POST /a?b=c value {}application/json");
}

TEST_F(Client, KnowsEveryMethod) {
    answers_.answer = [](Request& request) {
        return Response{200, "text/plain", request.method + request.body};
    };

    for (auto const* method : {"GET", "DELETE", "POST", "PUT", "PATCH"}) {
        auto const answer = call(HttpCall{method, served_.origin() + "/"});
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, method);
    }
    EXPECT_EQ(call(HttpCall{"HEAD", served_.origin() + "/"})->status, 200);
}

TEST_F(Client, SendsPartsWithFilesFromDisk) {
    auto folder = Folder{};
    auto const path = folder.path / "photo";
    std::ofstream{path} << "the photo's bytes";
    answers_.answer = [](Request& request) { return Response{200, "text/plain", request.body}; };
    auto post = HttpCall{"POST", served_.origin() + "/media"};
    auto text = FormPart{"messaging_product", "whatsapp"};
    auto file = FormPart{"file"};
    file.file = path;
    file.file_name = "photo.jpg";
    file.mime = "image/jpeg";
    post.parts = {text, file};

    auto const answer = call(post);

    ASSERT_TRUE(answer);
    EXPECT_NE(answer->body.find("the photo's bytes"), std::string::npos);
    EXPECT_NE(answer->body.find("filename=\"photo.jpg\""), std::string::npos);
    EXPECT_NE(answer->body.find("image/jpeg"), std::string::npos);
}

TEST_F(Client, RefusesWhatItMayNotCall) {
    for (auto const* url :
         {"http://127.0.0.1:2/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "nonsense"}) {
        auto const answer = call(HttpCall{"GET", url});
        ASSERT_FALSE(answer) << url;
        EXPECT_TRUE(answer.error().refused) << url;
        EXPECT_EQ(answer.error().stage, CallStage::before_first_byte) << url;
    }
}

TEST_F(Client, RefusesHeadersWithLineBreaks) {
    auto get = HttpCall{"GET", served_.origin() + "/"};
    get.headers = {{"X", "a\r\nY: b"}};

    EXPECT_FALSE(call(get));
}

TEST_F(Client, KnowsThatNothingWasSentWhenNobodyListens) {
    auto const answer = call(HttpCall{"POST", "http://127.0.0.1:1/"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().stage, CallStage::before_first_byte);
    EXPECT_FALSE(answer.error().refused);
}

TEST_F(Client, KnowsThatSomethingWasSentWhenTheAnswerIsLost) {
    answers_.answer = [](Request&) {
        auto response = Response{200};
        response.is_dropped = true;
        return response;
    };

    auto const answer = call(HttpCall{"POST", served_.origin() + "/"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().stage, CallStage::after_first_byte);
}

TEST_F(Client, GivesUpInTime) {
    auto release = std::promise<void>{};
    answers_.answer = [&](Request&) {
        release.get_future().wait();
        return Response{200};
    };
    auto slow = HttpCall{"POST", served_.origin() + "/"};
    slow.timeout = std::chrono::milliseconds{200};

    auto const answer = call(slow);
    release.set_value();

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().stage, CallStage::after_first_byte);
}

TEST_F(Client, CapsTheAnswer) {
    answers_.answer = [](Request&) { return Response{200, "text/plain", std::string(100'000, 'x')}; };
    auto get = HttpCall{"GET", served_.origin() + "/"};
    get.answer_bytes_max = 99'999;

    auto const answer = call(get);

    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.error().too_large);
    get.answer_bytes_max = 100'000;
    EXPECT_EQ(call(get)->body.size(), 100'000U);
}

TEST_F(Client, SavesToAFile) {
    auto folder = Folder{};
    answers_.answer = [](Request& request) {
        return Response{request.path == "/no" ? 404 : 200, "text/plain", std::string(50'000, 's')};
    };
    auto get = HttpCall{"GET", served_.origin() + "/"};
    get.save_to = folder.path / "saved";

    auto const answer = call(get);

    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->body.empty());
    EXPECT_EQ(std::filesystem::file_size(get.save_to), 50'000U);
    auto missing = HttpCall{"GET", served_.origin() + "/no"};
    missing.save_to = folder.path / "missing";
    EXPECT_EQ(call(missing)->body.size(), 50'000U);
    EXPECT_FALSE(std::filesystem::exists(missing.save_to));
    get.answer_bytes_max = 10;
    EXPECT_FALSE(call(get));
    EXPECT_FALSE(std::filesystem::exists(get.save_to));
}

TEST_F(Client, FollowsRedirectsOnlyWhenAskedAndKeepsTheSecretAtHome) {
    answers_.answer = [&](Request& request) {
        if (request.path == "/end") {
            return Response{200, "text/plain", "first:" + std::string{request.header("Authorization")}};
        }
        auto response = Response{302};
        response.headers.emplace_back("Location",
                                      request.path == "/away" ? other_.origin() + "/end" : "/end");
        return response;
    };
    other_answers_.answer = [](Request& request) {
        return Response{200, "text/plain", "other:" + std::string{request.header("Authorization")}};
    };
    auto get = HttpCall{"GET", served_.origin() + "/start"};
    get.headers = {{"Authorization", "Bearer secret"}};

    EXPECT_EQ(call(get)->status, 302);
    get.redirects_max = 1;
    EXPECT_EQ(call(get)->body, "first:Bearer secret");
    get.url = served_.origin() + "/away";
    EXPECT_EQ(call(get)->body, "other:");
}

TEST_F(Client, JudgesEveryRedirect) {
    auto location = std::string{};
    answers_.answer = [&](Request&) {
        auto response = Response{302};
        response.headers.emplace_back("Location", location);
        return response;
    };
    auto get = HttpCall{"GET", served_.origin() + "/"};
    get.redirects_max = 3;

    for (auto const* to :
         {"https://127.0.0.1/", "http://127.0.0.1:2/", "file:///etc/passwd", "https://169.254.169.254/"}) {
        location = to;
        auto const answer = call(get);
        ASSERT_FALSE(answer) << to;
        EXPECT_TRUE(answer.error().refused) << to;
    }
    location = "/again";
    EXPECT_EQ(call(get)->status, 302) << "a loop ends with the last answer";
}

TEST_F(Client, IgnoresAProxyOfTheEnvironment) {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    auto const answer = call(HttpCall{"GET", served_.origin() + "/"});
    ::unsetenv("http_proxy");

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "hello");
}

TEST_F(Client, TakesNoMoreCallsThanItMay) {
    auto options = ClientOptions{};
    options.allow_origins = {served_.origin()};
    options.calls_max = 0;
    client_ = make_client(options);

    auto const answer = call(HttpCall{"GET", served_.origin() + "/"});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().stage, CallStage::before_first_byte);
}

}  // namespace
}  // namespace balie::http::test
