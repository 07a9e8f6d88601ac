// A running server with its two threads, and a plain socket to talk to it byte by byte.
#pragma once

#include "http/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

namespace balie::http::test {

// An application made of three functions.
class Answers final : public Application {
public:
    std::function<BodyLimit(std::string_view method, std::string_view path)> limit = [](auto, auto) {
        return BodyLimit{};
    };
    std::function<bool(Request const&)> takes = [](auto const&) { return true; };
    std::function<Response(Request&)> answer = [](Request&) { return Response{200, "text/plain", "hello"}; };
    std::function<std::variant<Response, SocketSession>(Request&)> upgraded = [](Request&) {
        return std::variant<Response, SocketSession>{Response{404}};
    };

    BodyLimit body_limit(std::string_view method, std::string_view path) const override {
        return limit(method, path);
    }
    Task<bool> takes_upload(Request const& request) override { co_return takes(request); }
    Task<Response> handle(Request request) override { co_return answer(request); }
    Task<std::variant<Response, SocketSession>> upgrade(Request request) override {
        co_return upgraded(request);
    }
};

class Served {
public:
    explicit Served(Answers& answers, ServerOptions options = {});
    ~Served();

    unsigned short port() const { return server_->port(); }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port()); }
    void drain(std::chrono::seconds limit);
    boost::asio::io_context& fan_out() { return fan_out_; }

    // Runs a task on the network thread and waits for what it answers.
    template <class T>
    T run(Task<T> task) {
        return boost::asio::co_spawn(network_, std::move(task), boost::asio::use_future).get();
    }

private:
    using Guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    boost::asio::io_context network_{1};
    boost::asio::io_context fan_out_{1};
    Guard network_guard_{network_.get_executor()};
    Guard fan_out_guard_{fan_out_.get_executor()};
    std::unique_ptr<Server> server_;
    std::thread network_thread_;
    std::thread fan_out_thread_;
};

// A blocking client; every wait of it ends after ten seconds.
class Wire {
public:
    explicit Wire(unsigned short port);
    Wire(Wire&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    ~Wire();

    bool send(std::string_view bytes);
    std::string receive(std::size_t count);  // exactly so many, fewer only at the end
    std::string receive_through(std::string_view end);
    std::string receive_all();  // until the peer closes
    std::string response();     // head and the body of its Content-Length
    bool is_closed();           // by the peer, in good order or not
    void shut();                // we say no more

private:
    int descriptor_;
};

struct Folder {
    Folder();
    ~Folder();
    std::filesystem::path path;
};

}  // namespace balie::http::test
