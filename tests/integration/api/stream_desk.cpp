#include "integration/api/stream_desk.hpp"

#include <boost/asio/co_spawn.hpp>

namespace balie::test {

StreamDesk::~StreamDesk() {
    for (auto const& wire : wires_) {
        wire->is_closed = true;
        wire->said.cancel();
    }
    settle([this] { return open_ == 0; });
}

std::shared_ptr<Wire> StreamDesk::open(http::Request request, nlohmann::json const& hello) {
    auto opened = desk_.upgrade(std::move(request));
    auto wire = std::make_shared<Wire>(desk_.house().fan_out);
    wires_.push_back(wire);
    auto* const session = std::get_if<http::SocketSession>(&opened);
    EXPECT_NE(session, nullptr);
    if (session == nullptr) { return wire; }
    wire->commands.push_back(hello.dump());
    ++open_;
    boost::asio::co_spawn(desk_.house().fan_out, (*session)(std::make_unique<FakeSocket>(wire)),
                          [this](std::exception_ptr fault) {
                              --open_;
                              EXPECT_FALSE(fault);
                          });
    return wire;
}

}  // namespace balie::test
