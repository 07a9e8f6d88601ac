// Files in both directions, proxies, deadlines, limits of connections, and draining.
#include "unit/http/served.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <sstream>

#include <sys/stat.h>

namespace balie::http::test {
namespace {

constexpr auto get = "GET / HTTP/1.1\r\nHost: desk\r\n\r\n";

std::string content(std::filesystem::path const& path) {
    auto text = std::ostringstream{};
    text << std::ifstream{path, std::ios::binary}.rdbuf();
    return text.str();
}

std::size_t files_in(std::filesystem::path const& folder) {
    auto const entries = std::filesystem::directory_iterator{folder};
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

class Upload : public testing::TestWithParam<bool> {};

TEST_P(Upload, StandsInAPrivateFileUntilItIsAnswered) {
    auto folder = Folder{};
    auto options = ServerOptions{};
    options.upload_folder = folder.path;
    auto const body = std::string(300'000, 'u') + "end";
    auto answers = Answers{};
    answers.limit = [](auto, auto) { return BodyLimit{1U << 20U, true}; };
    answers.answer = [&](Request& request) {
        struct stat status {};
        ::stat(request.body_file.c_str(), &status);
        auto const is_private = (status.st_mode & 0777U) == 0600U;
        auto const is_whole = request.body.empty() && content(request.body_file) == body;
        return Response{is_private && is_whole ? 201 : 500};
    };
    {
        auto served = Served{answers, options};
        auto wire = Wire{served.port()};
        auto chunk = std::ostringstream{};
        chunk << std::hex << body.size() << "\r\n" << body << "\r\n0\r\n\r\n";
        auto const is_chunked = GetParam();
        wire.send("POST / HTTP/1.1\r\nHost: x\r\n");
        wire.send(is_chunked ? "Transfer-Encoding: chunked\r\n\r\n"
                             : "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
        wire.send(is_chunked ? chunk.str() : body);
        EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 201"));
        wire.send(get);
        EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 500")) << "the next request has no file";
    }
    EXPECT_EQ(files_in(folder.path), 0U);
}

INSTANTIATE_TEST_SUITE_P(SizedAndChunked, Upload, testing::Bool());

TEST(HttpUploads, AreNotReadWhenNobodyTakesThem) {
    auto folder = Folder{};
    auto options = ServerOptions{};
    options.upload_folder = folder.path;
    auto answers = Answers{};
    answers.limit = [](auto, auto) { return BodyLimit{100U << 20U, true}; };
    answers.takes = [](Request const& request) { return request.header("Authorization") == "Bearer t"; };
    answers.answer = [](Request& request) { return Response{request.body_file.empty() ? 401 : 201}; };
    auto served = Served{answers, options};
    auto wire = Wire{served.port()};

    wire.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 90000000\r\n\r\n");
    auto const answer = wire.response();

    EXPECT_TRUE(answer.starts_with("HTTP/1.1 401")) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos);
    EXPECT_EQ(files_in(folder.path), 0U);
}

TEST(HttpFiles, AreSentFromDiskInPart) {
    auto folder = Folder{};
    auto const path = folder.path / "sound";
    auto text = std::string{};
    for (auto i = 0; i < 50'000; ++i) { text += std::to_string(i); }
    std::ofstream{path, std::ios::binary} << text;
    auto answers = Answers{};
    answers.answer = [&](Request&) {
        auto response = Response{206};
        response.file = FileBody{path, 5, text.size() - 5};
        return response;
    };
    auto served = Served{answers};
    auto wire = Wire{served.port()};

    for (auto i = 0; i < 2; ++i) {
        wire.send(get);
        auto const response = wire.response();
        EXPECT_EQ(response.substr(response.find("\r\n\r\n") + 4), text.substr(5));
    }
}

TEST(HttpFiles, ThatAreGoneOrCutAreSaidToBeMissing) {
    auto folder = Folder{};
    auto const cut = folder.path / "cut";
    std::ofstream{cut, std::ios::binary} << "abc";
    for (auto const& path : {folder.path / "gone", cut}) {
        auto answers = Answers{};
        answers.answer = [&](Request&) {
            auto response = Response{200, "image/png", ""};
            response.file = FileBody{path, 0, 5};
            response.headers.emplace_back("ETag", "\"abc\"");
            response.headers.emplace_back("Cache-Control", "private, max-age=60");
            response.headers.emplace_back("Content-Disposition", "inline; filename=\"a.png\"");
            response.headers.emplace_back("Content-Security-Policy", "sandbox");
            return response;
        };
        auto served = Served{answers};
        auto wire = Wire{served.port()};

        for (auto i = 0; i < 2; ++i) {  // the connection goes on
            wire.send(get);
            auto const response = wire.response();
            EXPECT_TRUE(response.starts_with("HTTP/1.1 404 ")) << response;
            EXPECT_NE(response.find("Content-Security-Policy: sandbox\r\n"), std::string::npos) << response;
            EXPECT_NE(response.find("Cache-Control: no-store\r\n"), std::string::npos) << response;
            for (auto const* const said : {"ETag", "Content-Disposition", "image/png", "max-age"}) {
                EXPECT_EQ(response.find(said), std::string::npos) << response;
            }
            EXPECT_TRUE(response.ends_with("\r\n\r\nThe file is missing\n")) << response;
        }
    }
}

TEST(HttpPeer, IsTakenFromTrustedProxiesOnly) {
    auto answers = Answers{};
    answers.answer = [](Request& request) { return Response{200, "text/plain", request.peer}; };
    auto const request = std::string{
        "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 9.9.9.9\r\nX-Forwarded-For: "
        "10.1.2.3\r\n\r\n"};
    auto trusting = ServerOptions{};
    trusting.trusted_proxies = {"127.0.0.1", "10.0.0.0/8"};

    auto plain = Served{answers};
    auto behind = Served{answers, trusting};
    auto a = Wire{plain.port()};
    auto b = Wire{behind.port()};
    a.send(request);
    b.send(request);

    EXPECT_TRUE(a.response().ends_with("\r\n127.0.0.1"));
    EXPECT_TRUE(b.response().ends_with("\r\n9.9.9.9"));
}

TEST(HttpDeadlines, EndSlowHeadsSlowBodiesAndIdleConnections) {
    auto options = ServerOptions{};
    options.header_timeout = options.body_timeout = options.idle_timeout = std::chrono::seconds{1};
    auto answers = Answers{};
    auto served = Served{answers, options};
    auto silent = Wire{served.port()};
    auto slow_head = Wire{served.port()};
    auto slow_body = Wire{served.port()};
    auto idle = Wire{served.port()};

    slow_head.send("GET / HT");
    slow_body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
    idle.send(get);

    EXPECT_TRUE(idle.response().starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(slow_head.response().starts_with("HTTP/1.1 408"));
    EXPECT_TRUE(slow_body.response().starts_with("HTTP/1.1 408"));
    EXPECT_TRUE(silent.is_closed());
    EXPECT_TRUE(idle.is_closed());
}

TEST(HttpConnections, AreTurnedAwayAboveTheirLimit) {
    auto options = ServerOptions{};
    options.connections_max = 1;
    auto answers = Answers{};
    auto served = Served{answers, options};
    auto first = Wire{served.port()};
    first.send(get);
    EXPECT_TRUE(first.response().starts_with("HTTP/1.1 200"));

    auto second = Wire{served.port()};

    EXPECT_TRUE(second.response().starts_with("HTTP/1.1 503"));
    EXPECT_TRUE(second.is_closed());
    first.send(get);
    EXPECT_TRUE(first.response().starts_with("HTTP/1.1 200"));
}

TEST(HttpDrain, FinishesWhatWasAcceptedAndClosesTheIdle) {
    auto reached = std::promise<void>{};
    auto release = std::promise<void>{};
    auto answers = Answers{};
    answers.answer = [&](Request& request) {
        if (request.path == "/slow") {
            reached.set_value();
            release.get_future().wait();
        }
        return Response{200, "text/plain", "done"};
    };
    auto served = Served{answers};
    auto idle = Wire{served.port()};
    idle.send(get);
    idle.response();
    auto busy = Wire{served.port()};
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    reached.get_future().wait();
    auto drained = std::async(std::launch::async, [&] { served.drain(std::chrono::seconds{5}); });
    release.set_value();

    auto const response = busy.response();
    drained.get();

    EXPECT_TRUE(response.ends_with("done"));
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(busy.is_closed());
    EXPECT_THROW(Wire{served.port()}, std::runtime_error);
}

TEST(HttpListen, SaysWhenTheAddressIsTaken) {
    auto answers = Answers{};
    auto served = Served{answers};
    auto network = boost::asio::io_context{};
    auto options = ServerOptions{};
    options.listen = "127.0.0.1:" + std::to_string(served.port());
    auto second = Server{options, answers, network, network};

    EXPECT_FALSE(second.listen());
}

}  // namespace
}  // namespace balie::http::test
