// The server spoken to byte by byte: what it takes, what it refuses, and how connections end.
#include "unit/http/served.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>

namespace balie::http::test {
namespace {

constexpr auto get = "GET / HTTP/1.1\r\nHost: desk\r\n\r\n";

class HttpServer : public testing::Test {
protected:
    Answers answers_;

    std::string answer_to(std::string_view request) {
        auto served = Served{answers_};
        auto wire = Wire{served.port()};
        wire.send(request);
        return wire.response();
    }

    // Refused, and closed so that what follows is never taken for another request.
    bool is_refused(std::string_view request, std::string_view status) {
        auto served = Served{answers_};
        auto wire = Wire{served.port()};
        wire.send(request);
        wire.shut();
        auto const all = wire.receive_all();
        return all.starts_with("HTTP/1.1 " + std::string{status} + " ") &&
               all.find("HTTP/1.1", 9) == std::string::npos;
    }
};

TEST_F(HttpServer, AnswersAndKeepsTheConnection) {
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    for (auto i = 0; i < 3; ++i) {
        wire.send(get);
        auto const response = wire.response();
        EXPECT_TRUE(response.starts_with("HTTP/1.1 200 OK\r\n"));
        EXPECT_TRUE(response.ends_with("\r\n\r\nhello"));
        EXPECT_EQ(response.find("Connection:"), std::string::npos);
        EXPECT_EQ(response.find("Server:"), std::string::npos);
    }
}

TEST_F(HttpServer, AnswersPipelinedRequestsInOrder) {
    answers_.answer = [](Request& request) {
        return Response{200, "text/plain", request.path + request.body};
    };
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send(
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n11GET /b HTTP/1.1\r\nHost: x\r\n\r\n"
        "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
        "chunked\r\n\r\n1\r\n2\r\n1;note=x\r\n3\r\n0\r\n\r\n");

    EXPECT_TRUE(wire.response().ends_with("/a11"));
    EXPECT_TRUE(wire.response().ends_with("/b"));
    EXPECT_TRUE(wire.response().ends_with("/c23"));
}

TEST_F(HttpServer, ClosesWhenAsked) {
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send("GET / HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n");

    EXPECT_NE(wire.response().find("Connection: close"), std::string::npos);
    EXPECT_TRUE(wire.is_closed());
}

TEST_F(HttpServer, SpeaksTheOldVersion) {
    EXPECT_NE(answer_to("GET / HTTP/1.0\r\n\r\n").find("Connection: close"), std::string::npos);
    EXPECT_NE(answer_to("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").find("Connection: keep-alive"),
              std::string::npos);
}

TEST_F(HttpServer, AnswersHeadAsGetWithoutBody) {
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send(std::string{"HEAD / HTTP/1.1\r\nHost: desk\r\n\r\n"} + get);

    EXPECT_NE(wire.receive_through("\r\n\r\n").find("Content-Length: 5"), std::string::npos);
    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 200"));
}

TEST_F(HttpServer, DecodesPathAndQuery) {
    answers_.answer = [](Request& request) {
        return Response{200, "text/plain", request.path + "|" + request.query_value("q").value_or("none")};
    };

    EXPECT_TRUE(answer_to("GET /caf%C3%A9?q=a+b%26c&q=2 HTTP/1.1\r\nHost: x\r\n\r\n")
                    .ends_with("/caf\xC3\xA9|a b&c"));
}

TEST_F(HttpServer, TurnsAHandlersExceptionIntoA500AndGoesOn) {
    answers_.answer = [](Request& request) -> Response {
        if (request.path == "/broken") { throw std::runtime_error{"broken"}; }
        return Response{204};
    };
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send("GET /broken HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 500"));
    EXPECT_EQ(wire.receive_through("\r\n\r\n"), "HTTP/1.1 204 No Content\r\n\r\n");
}

TEST_F(HttpServer, RefusesWhatAnotherServerMightReadInAnotherWay) {
    for (auto const* head : {"Content-Length: 1\r\nTransfer-Encoding: chunked",
                             "Transfer-Encoding: chunked\r\nContent-Length: 1",
                             "Content-Length: 1\r\nContent-Length: 2",
                             "Content-Length: 1\r\nContent-Length: 1",
                             "Content-Length: 1, 1",
                             "Content-Length: +1",
                             "Content-Length: -1",
                             "Content-Length: 0x1",
                             "Content-Length: 1e1",
                             "Content-Length: ",
                             "Content-Length: 99999999999999999999",
                             "Content-Length : 1",
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                             "Transfer-Encoding: gzip, chunked",
                             "Transfer-Encoding: chunked, identity",
                             "Transfer-Encoding: xchunked",
                             "Transfer-Encoding: \"chunked\"",
                             "Transfer-Encoding: identity",
                             "Transfer-Encoding : chunked",
                             "Transfer-Encoding:\x0b"
                             "chunked",
                             "X: a\r\n b",
                             "X: a\r\n\tb",
                             "X: a\rb",
                             "X: a\nY: b",
                             " X: a",
                             "X a",
                             ": a",
                             "X\x01: a",
                             "Host: y",
                             "X: a\r\n\r: b"}) {
        auto const request = std::string{"POST / HTTP/1.1\r\nHost: x\r\n"} + head + "\r\n\r\n1" + get;
        EXPECT_TRUE(is_refused(request, "400")) << head;
    }
}

TEST_F(HttpServer, RefusesBrokenRequestLines) {
    for (auto const* line : {"GET  / HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/1.1 ", "GET /", "/ HTTP/1.1",
                             "GET http://x/ HTTP/1.1", "GET * HTTP/1.1", "GET x HTTP/1.1", "G\tET / HTTP/1.1",
                             "GET /%2e%2F HTTP/1.1", "GET /%00 HTTP/1.1", "GET /%zz HTTP/1.1",
                             "GET /a b HTTP/1.1", "GET /\x01 HTTP/1.1"}) {
        EXPECT_TRUE(is_refused(std::string{line} + "\r\nHost: x\r\n\r\n" + get, "400")) << line;
    }
    EXPECT_TRUE(is_refused("GET / HTTP/1.1\r\n\r\n", "400")) << "no host";
    EXPECT_TRUE(is_refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400"));
    EXPECT_TRUE(is_refused("GET / HTTP/1.1\nHost: x\n\n", "400")) << "bare line feeds";
    EXPECT_TRUE(is_refused("GET / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n", "417"));
}

TEST_F(HttpServer, RefusesBrokenChunks) {
    for (auto const* body :
         {"x\r\n", "1\r\nab\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "0x1\r\na\r\n0\r\n\r\n",
          "fffffffffffffffff\r\na", "1 1\r\na\r\n0\r\n\r\n", "0\r\nContent-Length: x\r\n\r\n"}) {
        auto const request =
            std::string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"} + body;
        EXPECT_TRUE(is_refused(request, "400")) << body;
    }
}

TEST_F(HttpServer, LimitsTheHead) {
    auto const fits = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(8192 - 32, 'a') + "\r\n\r\n";
    auto const exceeds = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(8192 - 31, 'a') + "\r\n\r\n";

    ASSERT_EQ(fits.size(), 8192U);
    EXPECT_TRUE(answer_to(fits).starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(is_refused(exceeds, "431"));
    EXPECT_TRUE(is_refused("GET /" + std::string(100'000, 'a'), "431"));
}

TEST_F(HttpServer, LimitsTheBodyAsTheApplicationSays) {
    answers_.limit = [](auto, std::string_view path) {
        return BodyLimit{path == "/small" ? std::size_t{10} : 100'000U};
    };
    answers_.answer = [](Request& request) {
        return Response{200, "text/plain", std::to_string(request.body.size())};
    };
    auto const body = std::string(90'000, 'b');

    EXPECT_TRUE(
        answer_to("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789").ends_with("10"));
    EXPECT_TRUE(is_refused("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n", "413"));
    EXPECT_TRUE(is_refused(
        "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n", "413"));
    EXPECT_TRUE(
        answer_to("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + body).ends_with("90000"));
    EXPECT_TRUE(answer_to("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n15f90\r\n" + body +
                          "\r\n0\r\n\r\n")
                    .ends_with("90000"));
}

TEST_F(HttpServer, LetsAClientFinishABodyThatItRefuses) {
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
    EXPECT_TRUE(wire.send(std::string(5'000'000, 'x')));

    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 413"));
}

TEST_F(HttpServer, AsksForTheBodyOfACarefulClient) {
    auto served = Served{answers_};
    auto wire = Wire{served.port()};

    wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(wire.receive_through("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send("ab");

    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 200"));
}

TEST_F(HttpServer, DropsHeadersThatWouldBreakTheResponse) {
    answers_.answer = [](Request&) {
        auto response = Response{302};
        response.headers.emplace_back("Location", "/x\r\nSet-Cookie: a=b");
        return response;
    };

    EXPECT_EQ(answer_to(get).find("Set-Cookie"), std::string::npos);
}

}  // namespace
}  // namespace balie::http::test
