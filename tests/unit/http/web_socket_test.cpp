// WebSockets frame by frame, as a browser and as a hostile client would send them.
#include "unit/http/served.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <future>

namespace balie::http::test {
namespace {

constexpr auto handshake =
    "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

enum Opcode : unsigned char { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// Masked with zeros, which is a mask like any other.
std::string frame(Opcode opcode, std::string_view payload) {
    auto bytes = std::string{static_cast<char>(0x80 | opcode)};
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        auto const is_short = payload.size() < 65'536;
        bytes += static_cast<char>(0x80 | (is_short ? 126 : 127));
        for (auto shift = is_short ? 8 : 56; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(payload.size() >> shift);
        }
    }
    return bytes + std::string(4, '\0') + std::string{payload};
}

struct Frame {
    unsigned char opcode = 0;
    std::string payload;
    unsigned close_code() const {
        return payload.size() < 2
                   ? 0
                   : static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]);
    }
};

Frame next_frame(Wire& wire) {
    auto const head = wire.receive(2);
    if (head.size() < 2) { return {}; }
    auto length = static_cast<std::size_t>(head[1] & 0x7F);
    if (length > 125) {
        auto const bytes = wire.receive(length == 126 ? 2 : 8);
        length = 0;
        for (auto const byte : bytes) { length = length * 256 + static_cast<unsigned char>(byte); }
    }
    return {static_cast<unsigned char>(head[0] & 0x0F), wire.receive(length)};
}

Task<void> say_farewell(std::shared_ptr<WebSocket> socket) {
    auto reason = std::string{"as you wish"};
    co_await socket->close(4001, std::move(reason));
}

Task<void> echo(std::unique_ptr<WebSocket> opened) {
    auto const socket = std::shared_ptr<WebSocket>{std::move(opened)};
    while (true) {
        auto got = co_await socket->read();
        if (!got) { co_return; }
        if (*got == "please close") { co_return co_await say_farewell(socket); }
        if (*got == "please close while I write") {
            boost::asio::co_spawn(co_await boost::asio::this_coro::executor, say_farewell(socket),
                                  boost::asio::detached);
            continue;
        }
        if (*got == "please drop") { co_return socket->drop(); }
        auto const shared = std::make_shared<std::string const>(std::move(*got));
        auto const sent = co_await socket->write(shared);
        if (!sent) { co_return; }
    }
}

class Socket : public testing::Test {
protected:
    Socket() {
        answers_.upgraded = [](Request& request) -> std::variant<Response, SocketSession> {
            if (request.path != "/stream") { return Response{403}; }
            return SocketSession{echo};
        };
    }

    Answers answers_;
    Served served_{answers_};

    Wire opened() {
        auto wire = Wire{served_.port()};
        wire.send(handshake);
        EXPECT_TRUE(wire.receive_through("\r\n\r\n").starts_with("HTTP/1.1 101"));
        return wire;
    }

    unsigned close_code_after(std::string const& bytes) {
        auto wire = opened();
        wire.send(bytes);
        auto const answer = next_frame(wire);
        EXPECT_EQ(answer.opcode, close);
        return answer.close_code();
    }
};

TEST_F(Socket, EchoesTexts) {
    auto wire = opened();

    for (auto const& said :
         {std::string{"hello"}, std::string(60'000, 'x'), std::string{"caf\xC3\xA9"}, std::string{}}) {
        wire.send(frame(text, said));
        auto const heard = next_frame(wire);
        EXPECT_EQ(heard.opcode, text);
        EXPECT_EQ(heard.payload, said);
    }
}

TEST_F(Socket, AnswersPings) {
    auto wire = opened();

    wire.send(frame(ping, "are you there"));

    auto const answer = next_frame(wire);
    EXPECT_EQ(answer.opcode, pong);
    EXPECT_EQ(answer.payload, "are you there");
}

TEST_F(Socket, EndsWithTheCodeOfTheFault) {
    EXPECT_EQ(close_code_after(frame(binary, "x")), 1003U);
    EXPECT_EQ(close_code_after(frame(text, "\xC0\xAF")), 1007U);
    EXPECT_EQ(close_code_after(frame(text, std::string(70'000, 'x'))), 1009U);
    EXPECT_EQ(close_code_after("\x81\x01x"), 1002U) << "an unmasked frame";
    EXPECT_EQ(close_code_after(frame(close, std::string{"\x03\xE8", 2})), 1000U);
}

TEST_F(Socket, ClosesWithACodeOfOurs) {
    auto wire = opened();

    wire.send(frame(text, "please close"));
    auto const farewell = next_frame(wire);
    wire.send(frame(close, farewell.payload));

    EXPECT_EQ(farewell.close_code(), 4001U);
    EXPECT_EQ(farewell.payload.substr(2), "as you wish");
    EXPECT_TRUE(wire.is_closed());
}

TEST_F(Socket, ClosesOnceWhenReaderAndWriterBothHaveAReason) {
    auto wire = opened();

    wire.send(frame(text, "please close while I write") + frame(binary, "abc"));
    auto const farewell = next_frame(wire);
    wire.send(frame(close, farewell.payload));

    EXPECT_EQ(farewell.opcode, close);
    EXPECT_TRUE(wire.is_closed());
}

TEST_F(Socket, MayBeDropped) {
    auto wire = opened();

    wire.send(frame(text, "please drop"));

    EXPECT_TRUE(wire.is_closed());
}

TEST_F(Socket, IsRefusedByTheApplication) {
    auto wire = Wire{served_.port()};

    auto request = std::string{handshake};
    request.replace(request.find("/stream"), 7, "/others");
    wire.send(request);

    EXPECT_TRUE(wire.response().starts_with("HTTP/1.1 403"));
}

TEST_F(Socket, IsRefusedWithoutAProperHandshake) {
    auto request = std::string{handshake};
    request.replace(request.find("13\r\n"), 2, "12");
    auto wire = Wire{served_.port()};

    wire.send(request);

    EXPECT_TRUE(wire.receive_through("\r\n").starts_with("HTTP/1.1 4"));
}

TEST_F(Socket, CountsAmongTheConnections) {
    auto options = ServerOptions{};
    options.connections_max = 1;
    auto served = Served{answers_, options};
    auto wire = Wire{served.port()};
    wire.send(handshake);
    wire.receive_through("\r\n\r\n");

    auto second = Wire{served.port()};

    EXPECT_TRUE(second.response().starts_with("HTTP/1.1 503"));
}

TEST(SocketDeadline, EndsAHalfOpenConnection) {
    auto options = ServerOptions{};
    options.socket_timeout = std::chrono::seconds{2};
    auto ended = std::promise<void>{};
    auto answers = Answers{};
    answers.upgraded = [&](Request&) {
        auto session = [&ended](std::unique_ptr<WebSocket> socket) -> Task<void> {
            auto got = co_await socket->read();
            if (!got) { ended.set_value(); }
        };
        return std::variant<Response, SocketSession>{SocketSession{session}};
    };
    auto served = Served{answers, options};
    auto wire = Wire{served.port()};
    wire.send(handshake);
    wire.receive_through("\r\n\r\n");

    EXPECT_EQ(next_frame(wire).opcode, ping) << "half of the time went by without a byte";
    EXPECT_EQ(ended.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready);
}

}  // namespace
}  // namespace balie::http::test
